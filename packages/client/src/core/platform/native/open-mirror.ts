import type { SyncStore } from '../platform.ts'
import type { AsyncStorage } from './async-storage.ts'
import type { InTurn } from './create-turns.ts'

const ROOT = 'shadow-mode/sync/'

/**
 * Opens a synchronous store: an in-memory copy of the AsyncStorage entries under `ROOT`. Writes go to AsyncStorage in
 * order, but later, so the last writes of a killed app may be lost. Rejects if AsyncStorage does.
 */
export async function openMirror(asyncStorage: AsyncStorage, inTurn: InTurn): Promise<SyncStore> {
  const keys = (await asyncStorage.getAllKeys()).filter(key => key.startsWith(ROOT))
  const content = new Map<string, string>()
  for (const [key, text] of keys.length ? await asyncStorage.multiGet(keys) : []) {
    if (text !== null) content.set(key.slice(ROOT.length), text)
  }
  const write = (run: () => Promise<unknown>) => {
    inTurn(ROOT, run).catch(() => {
      // The device is full. The value stays in memory until the app ends. Only the plan cache relies on this store alone.
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
