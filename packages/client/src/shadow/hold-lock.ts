import type { Locks } from '../platform/platform.ts'

/**
 * Takes the Web Lock `name` and holds it until the returned function is called. Rejects when the signal aborts while
 * waiting, or when locks do not work here.
 */
export const holdLock = (locks: Locks, name: string, signal: AbortSignal): Promise<() => void> =>
  new Promise((resolve, reject) => {
    locks.request(name, { signal }, () => new Promise<void>(release => resolve(release))).catch(reject)
  })
