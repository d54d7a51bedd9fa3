import type { Locks } from '../platform.ts'

type Request = [name: string, options: LockOptions, callback: (lock: Lock | null) => unknown]

/** Web Locks for the clients of one app: exclusive, first come first served, with `ifAvailable` and `signal`. */
export function createLocalLocks(): Locks {
  /** The waiting requests of each lock that is held, by lock name. */
  const waiting = new Map<string, Set<() => void>>()

  const acquire = (name: string, { ifAvailable, signal }: LockOptions) =>
    new Promise<boolean>((resolve, reject) => {
      const others = waiting.get(name)
      const giveUp = () => {
        others?.delete(take)
        reject(signal?.reason ?? new Error('Aborted'))
      }
      const take = () => {
        signal?.removeEventListener('abort', giveUp)
        resolve(true)
      }
      if (signal?.aborted) giveUp()
      else if (!others) {
        waiting.set(name, new Set())
        resolve(true)
      } else if (ifAvailable) resolve(false)
      else {
        others.add(take)
        signal?.addEventListener('abort', giveUp)
      }
    })
  const release = (name: string) => {
    const others = waiting.get(name)
    const [next] = others ?? []
    if (!next) waiting.delete(name)
    else {
      others?.delete(next)
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
