import type { Locks } from '../platform.ts'

type Request = [name: string, options: LockOptions, callback: (lock: Lock | null) => unknown]

/** Creates Web Locks in memory for the clients of one app. They are exclusive, and every request is `ifAvailable`. */
export function createLocalLocks(): Locks {
  const held = new Set<string>()
  const request = async (...[name, , callback]: Request): Promise<unknown> => {
    if (held.has(name)) return callback(null)
    held.add(name)
    try {
      return await callback({ name, mode: 'exclusive' })
    } finally {
      held.delete(name)
    }
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the client asks for nothing else
  return { request } as Locks
}
