import type { Locks, Platform } from '../platform/platform.ts'

/** Web Locks that do not answer within this time count as missing. They answer within milliseconds, or never. */
const ANSWER_WITHIN_MS = 1_000

/**
 * Acquires the Web Lock `name`. Resolves with a function that releases it, or with `undefined` if the lock is taken.
 * Rejects if Web Locks do not work in this context. Settles after a second at the latest.
 */
export const tryLock = (
  { setTimer }: Pick<Platform, 'setTimer'>,
  locks: Locks,
  name: string,
): Promise<(() => void) | undefined> =>
  new Promise((resolve, reject) => {
    let isLate = false
    const cancel = setTimer(() => {
      isLate = true
      reject(new Error('Web Locks do not answer'))
    }, ANSWER_WITHIN_MS)
    const hold = (lock: Lock | null) => {
      cancel()
      return lock && !isLate ? new Promise<void>(release => resolve(release)) : resolve(undefined)
    }
    locks.request(name, { ifAvailable: true }, hold).catch(reject)
  })
