import type { SyncStore } from '../platform.ts'
import type { AsyncStorage } from './async-storage.ts'
import type { InTurn } from './create-turns.ts'

const ROOT = 'shadow-mode/sync/'

/**
 * A synchronous store: a copy in memory of what AsyncStorage holds under this root, written through in order. What was
 * set in the last moments of a killed app may be missing from the next start. Rejects when AsyncStorage does.
 */
export async function openMirror(asyncStorage: AsyncStorage, inTurn: InTurn): Promise<SyncStore> {
  const keys = (await asyncStorage.getAllKeys()).filter(key => key.startsWith(ROOT))
  const content = new Map<string, string>()
  for (const [key, text] of keys.length ? await asyncStorage.multiGet(keys) : []) {
    if (text !== null) content.set(key.slice(ROOT.length), text)
  }
  const write = (run: () => Promise<unknown>) => {
    inTurn(ROOT, run).catch(() => {
      // A full device: it holds until the app ends. Nothing but the plan's cache depends on it alone.
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
