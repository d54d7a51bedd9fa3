import { limitTime } from '../../core/async/limit-time.ts'
import type { Platform } from '../../core/platform/platform.ts'
import { takeSharedSlot } from './take-shared-slot.ts'

export interface Slots {
  /**
   * Waits for one of `limit` places to call `origin` (see `Model.origin`). Returns how to give it back; `undefined`
   * when none came free within `withinMs` or `signal` aborted.
   */
  acquire(
    origin: string | null | undefined,
    limit: number,
    withinMs: number,
    signal: AbortSignal,
  ): Promise<(() => void) | undefined>
  /** Lets other tabs have the places: no lock may be held while a page freezes. */
  releaseLocks(): void
}

interface Places {
  inUse: number
  /** Tries each in turn when a place comes free. */
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
 * Shadow calls under way at once, by origin. HTTP/1.1 has six connections to an origin, shared by all tabs, so the
 * count is shared by Web Locks. First each tab counts its own calls, in order of arrival; only what passed there asks
 * for a lock. A model on the device has no connections: its count is the tab's own.
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
