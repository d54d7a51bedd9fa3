import type { Locks, Platform } from '../platform/platform.ts'

/** Web Locks that do not answer within this time do not work. They answer within milliseconds, or never. */
const ANSWER_WITHIN_MS = 1_000

/** The time between two attempts, in milliseconds. */
const TRY_EVERY_MS = 50

type Release = () => void

/**
 * Acquires the first free lock of `names`. Tries once, and again until `withinMs` have passed. Resolves with a function
 * that releases the lock, or with `undefined` if none became free in time or `signal` aborted. Rejects if Web Locks are
 * blocked in this context or do not answer.
 *
 * It polls instead of queueing for a lock. A page with queued lock requests cannot enter the bfcache, and Chromium may
 * end it before it receives `pagehide`.
 */
export async function waitForLock(
  { monotonic, setTimer }: Pick<Platform, 'setTimer' | 'monotonic'>,
  locks: Locks,
  names: readonly string[],
  withinMs: number,
  signal: AbortSignal,
): Promise<Release | undefined> {
  /** Resolves with `undefined` if the lock is taken. */
  const acquire = (name: string) =>
    new Promise<Release | undefined>((resolve, reject) => {
      let isLate = false
      const cancel = setTimer(() => {
        isLate = true
        reject()
      }, ANSWER_WITHIN_MS)
      const hold = (lock: Lock | null) => {
        cancel()
        return lock && !isLate ? new Promise<void>(release => resolve(release)) : resolve(undefined)
      }
      locks.request(name, { ifAvailable: true }, hold).catch(reject)
    })
  const end = monotonic() + withinMs
  while (!signal.aborted) {
    for (const name of names) {
      const release = await acquire(name)
      if (release && !signal.aborted) return release
      release?.()
    }
    if (monotonic() >= end) break
    await new Promise<void>(resolve => setTimer(resolve, TRY_EVERY_MS))
  }
  return undefined
}
