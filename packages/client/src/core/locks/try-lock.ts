import type { Locks } from '../platform/platform.ts'

/**
 * Acquires the Web Lock `name`. Resolves with a function that releases it, or with `undefined` if the lock is taken.
 * Rejects if Web Locks do not work in this context.
 */
export const tryLock = (locks: Locks, name: string): Promise<(() => void) | undefined> =>
  new Promise((resolve, reject) => {
    const hold = (lock: Lock | null) =>
      lock ? new Promise<void>(release => resolve(release)) : resolve(undefined)
    locks.request(name, { ifAvailable: true }, hold).catch(reject)
  })
