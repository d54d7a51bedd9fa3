import type { Channel, Platform } from '../core/platform/platform.ts'
import { settle } from './settle.ts'

export interface TestOrigin {
  openChannel: NonNullable<Platform['openChannel']>
  locks: LockManager
  openChannels: () => number
}

/** The channels and locks that the pages of one origin share, in memory. */
export function createTestOrigin(): TestOrigin {
  const channels = new Set<{ name: string; listener: (message: unknown) => void }>()
  const queues = new Map<string, Promise<unknown>>()
  const request = async (
    name: string,
    { signal }: LockOptions,
    run: (lock: Lock | null) => Promise<unknown>,
  ): Promise<unknown> => {
    const before = queues.get(name)
    const turn = (async () => {
      await before
      if (!signal?.aborted) await run({ name, mode: 'exclusive' })
    })()
    queues.set(name, turn)
    return turn
  }
  return {
    openChannel(name, listener): Channel {
      const own = { name, listener }
      channels.add(own)
      return {
        post(message) {
          for (const other of channels) {
            if (other === own || other.name !== name) continue
            // Like a real channel: in a later task, and not to a page that has closed it by then.
            void settle().then(() => channels.has(other) && other.listener(structuredClone(message)))
          }
        },
        close: () => void channels.delete(own),
      }
    },
    locks: { request, query: async () => ({}) } as unknown as LockManager,
    openChannels: () => channels.size,
  }
}
