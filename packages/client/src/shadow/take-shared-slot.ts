import type { Locks } from '../platform/platform.ts'
import { holdLock } from './hold-lock.ts'

/**
 * Takes the first of `names` that is or becomes free across all tabs of this origin, and aborts `waiting` then.
 * Returns how to give it back, `undefined` when `waiting` was aborted first. Where locks do not work (an opaque
 * origin) the slot is granted: then only the tab's own count holds.
 */
export async function takeSharedSlot(
  locks: Locks,
  names: readonly string[],
  waiting: AbortController,
): Promise<(() => void) | undefined> {
  const { signal } = waiting
  let taken: (() => void) | undefined
  try {
    await Promise.any(
      names.map(async name => {
        const release = await holdLock(locks, name, signal)
        // Two may come free at once: the second goes back.
        if (signal.aborted) release()
        else {
          taken = release
          waiting.abort()
        }
      }),
    )
  } catch {
    if (!signal.aborted) return () => {}
  }
  return taken
}
