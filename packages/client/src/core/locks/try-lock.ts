import type { Locks } from '../platform/platform.ts'

/**
 * Takes the Web Lock `name` and holds it until the returned function is called; `undefined` when another holds it.
 * Rejects when locks do not work here.
 */
export const tryLock = (locks: Locks, name: string): Promise<(() => void) | undefined> =>
  new Promise((resolve, reject) => {
    const hold = (lock: Lock | null) =>
      lock ? new Promise<void>(release => resolve(release)) : resolve(undefined)
    locks.request(name, { ifAvailable: true }, hold).catch(reject)
  })
