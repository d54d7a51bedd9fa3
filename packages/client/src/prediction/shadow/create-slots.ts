import { limitTime } from '../../core/async/limit-time.ts'
import { waitForLock } from '../../core/locks/wait-for-lock.ts'
import type { Platform } from '../../core/platform/platform.ts'

export interface Slots {
  /**
   * Waits for one of the `limit` slots of `origin` (see `Model.origin`). Returns a function that releases it, or
   * `undefined` if no slot became free within `withinMs` or `signal` aborted.
   */
  acquire(
    origin: string | null | undefined,
    limit: number,
    withinMs: number,
    signal: AbortSignal,
  ): Promise<(() => void) | undefined>
  /** Releases all locks, because a frozen page must not hold locks. The calls continue. */
  releaseLocks(): void
}

interface TabSlots {
  inUse: number
  /** The pending attempts, oldest first. They run when a slot becomes free. */
  waiting: Set<() => void>
}

const once = (run: () => void): (() => void) => {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    run()
  }
}

/**
 * Limits the concurrent shadow calls per origin. With HTTP/1.1, all tabs share six connections to an origin, so they
 * share the limit through Web Locks. A call first needs one of the tab's own slots, in the order of the calls, and then a
 * lock. A model on the device uses no connections, so its limit is per tab.
 */
export function createSlots(platform: Pick<Platform, 'locks' | 'setTimer' | 'monotonic'>): Slots {
  const byOrigin = new Map<string | null, TabSlots>()
  const held = new Set<() => void>()

  const takeTabSlot = (slots: TabSlots, limit: number, signal: AbortSignal) =>
    new Promise<boolean>(resolve => {
      const attempt = () => {
        if (!signal.aborted && slots.inUse >= limit) return
        slots.waiting.delete(attempt)
        if (!signal.aborted) slots.inUse += 1
        resolve(!signal.aborted)
      }
      slots.waiting.add(attempt)
      signal.addEventListener('abort', attempt)
      attempt()
    })

  return {
    async acquire(origin = 'unknown', limit, withinMs, signal) {
      const slots = byOrigin.get(origin) ?? { inUse: 0, waiting: new Set() }
      byOrigin.set(origin, slots)
      const time = limitTime(platform, withinMs, signal)
      const leaveTabSlot = () => {
        slots.inUse -= 1
        for (const attempt of slots.waiting) attempt()
      }
      const take = async () => {
        if (!(await takeTabSlot(slots, limit, time.signal))) return undefined
        if (origin === null || !platform.locks) return once(leaveTabSlot)
        const names = Array.from({ length: limit }, (_, n) => `shadow-mode/v1/${origin}/${n}`)
        const release = await waitForLock(platform, platform.locks, names, withinMs, time.signal).catch(
          // Web Locks do not work, as on an opaque origin. Then only the limit of this tab applies.
          () => (time.signal.aborted ? undefined : () => undefined),
        )
        if (!release) {
          leaveTabSlot()
          return undefined
        }
        held.add(release)
        return once(() => {
          held.delete(release)
          release()
          leaveTabSlot()
        })
      }
      const ended = await time.race(take())
      return ended.status === 'ok' ? ended.output : undefined
    },
    releaseLocks() {
      for (const release of held) release()
      held.clear()
    },
  }
}
