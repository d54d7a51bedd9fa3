import { createLocalLocks } from '../core/platform/native/create-local-locks.ts'
import type { Channel, Locks, Platform } from '../core/platform/platform.ts'
import { settle } from './settle.ts'

export interface TestOrigin {
  openChannel: NonNullable<Platform['openChannel']>
  locks: Locks
  openChannels: () => number
}

/** The channels and locks that the pages of one origin share, in memory. */
export function createTestOrigin(): TestOrigin {
  const channels = new Set<{ name: string; listener: (message: unknown) => void }>()
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
    locks: createLocalLocks(),
    openChannels: () => channels.size,
  }
}
