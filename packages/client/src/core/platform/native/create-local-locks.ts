import type { Locks } from '../platform.ts'

type Request = [name: string, options: LockOptions, callback: (lock: Lock | null) => unknown]

/** Creates Web Locks in memory for the clients of one app: exclusive, in request order, with `ifAvailable` and `signal`. */
export function createLocalLocks(): Locks {
  /** The pending requests by lock name. A lock is held if and only if it has an entry here. */
  const queues = new Map<string, Set<() => void>>()

  const acquire = (name: string, { ifAvailable, signal }: LockOptions) =>
    new Promise<boolean>((resolve, reject) => {
      const queue = queues.get(name)
      const giveUp = () => {
        queue?.delete(take)
        reject(signal?.reason ?? new Error('Aborted'))
      }
      const take = () => {
        signal?.removeEventListener('abort', giveUp)
        resolve(true)
      }
      if (signal?.aborted) giveUp()
      else if (!queue) {
        queues.set(name, new Set())
        resolve(true)
      } else if (ifAvailable) resolve(false)
      else {
        queue.add(take)
        signal?.addEventListener('abort', giveUp)
      }
    })
  const release = (name: string) => {
    const queue = queues.get(name)
    const [next] = queue ?? []
    if (!next) queues.delete(name)
    else {
      queue?.delete(next)
      next()
    }
  }
  const request = async (...[name, options, callback]: Request): Promise<unknown> => {
    const isMine = await acquire(name, options)
    try {
      return await callback(isMine ? { name, mode: 'exclusive' } : null)
    } finally {
      if (isMine) release(name)
    }
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the client always gives options
  return { request } as Locks
}
