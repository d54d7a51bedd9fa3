import type { SyncStore } from '../platform.ts'
import type { AsyncStorage } from './async-storage.ts'
import type { SerialQueue } from './create-serial-queue.ts'

const ROOT = 'shadow-mode/sync/'

/**
 * Opens a synchronous store on top of AsyncStorage. Loads all records under `ROOT` into memory and reads from there.
 * Writes update the memory at once and AsyncStorage later, in the same order. An app that is killed may therefore lose its
 * last writes. Rejects if the records cannot be loaded.
 */
export async function openSyncStore(asyncStorage: AsyncStorage, queue: SerialQueue): Promise<SyncStore> {
  const keys = (await asyncStorage.getAllKeys()).filter(key => key.startsWith(ROOT))
  const content = new Map<string, string>()
  for (const [key, text] of keys.length ? await asyncStorage.multiGet(keys) : []) {
    if (text !== null) content.set(key.slice(ROOT.length), text)
  }
  const write = (run: () => Promise<unknown>) => {
    queue(ROOT, run).catch(() => {
      // For example, the device is full. The memory has the value until the app ends.
    })
  }
  return {
    get: key => content.get(key) ?? null,
    set(key, text) {
      content.set(key, text)
      write(() => asyncStorage.multiSet([[ROOT + key, text]]))
    },
    remove(key) {
      content.delete(key)
      write(() => asyncStorage.multiRemove([ROOT + key]))
    },
    keys: () => [...content.keys()],
  }
}
