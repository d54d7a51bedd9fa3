import { limitTime } from '../../core/async/limit-time.ts'
import type { Platform } from '../../core/platform/platform.ts'
import { takeSharedSlot } from './take-shared-slot.ts'

export interface Slots {
  /**
   * Waits for one of the `limit` slots of `origin` (see `Model.origin`). Returns a function that releases it, or `undefined`
   * if no slot became free within `withinMs` or `signal` aborted.
   */
  acquire(
    origin: string | null | undefined,
    limit: number,
    withinMs: number,
    signal: AbortSignal,
  ): Promise<(() => void) | undefined>
  /** Releases the locks for other tabs, because a frozen page must not hold locks. */
  releaseLocks(): void
}

interface Places {
  inUse: number
  /** Called in order when a slot becomes free. */
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
 * Limits the concurrent shadow calls per origin. With HTTP/1.1, all tabs share six connections to an origin, so the limit is
 * shared through Web Locks. Each tab first limits its own calls, first come first served; only then does a call try to get
 * a lock. A model on the device uses no connections, so its limit is per tab.
 */
export function createSlots(platform: Pick<Platform, 'locks' | 'setTimer'>): Slots {
  const byOrigin = new Map<string | null, Places>()
  const held = new Set<() => void>()

  const takePlace = (places: Places, limit: number, signal: AbortSignal) =>
    new Promise<boolean>(resolve => {
      const attempt = () => {
        if (!signal.aborted && places.inUse >= limit) return
        places.waiting.delete(attempt)
        if (!signal.aborted) places.inUse += 1
        resolve(!signal.aborted)
      }
      places.waiting.add(attempt)
      signal.addEventListener('abort', attempt)
      attempt()
    })

  return {
    async acquire(origin = 'unknown', limit, withinMs, signal) {
      const places = byOrigin.get(origin) ?? { inUse: 0, waiting: new Set() }
      byOrigin.set(origin, places)
      const time = limitTime(platform, withinMs, signal)
      const leavePlace = () => {
        places.inUse -= 1
        for (const attempt of places.waiting) attempt()
      }
      const take = async () => {
        if (!(await takePlace(places, limit, time.signal))) return undefined
        if (origin === null || !platform.locks) return once(leavePlace)
        const names = Array.from({ length: limit }, (_, n) => `shadow-mode/v1/${origin}/${n}`)
        const release = await takeSharedSlot(platform, platform.locks, names, time.signal)
        if (!release) {
          leavePlace()
          return undefined
        }
        held.add(release)
        return once(() => {
          held.delete(release)
          release()
          leavePlace()
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
