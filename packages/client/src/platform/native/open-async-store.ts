import type { Records, Store } from '../../store/store.ts'
import type { AsyncStorage } from './async-storage.ts'

/** Android reads no row over 2 MB, so none is written; the transaction fails. In UTF-16 units. */
const MAX_TEXT_LENGTH = 1_000_000

/** Stands for a record that was deleted: so that puts and deletes reach the device together. */
const DELETED = ''

interface AsyncStoreOptions {
  asyncStorage: AsyncStorage
  name: string
  /** Runs one transaction of this name after the other, whichever client it comes from. */
  inTurn: <Result>(name: string, work: () => Promise<Result>) => Promise<Result>
}

/**
 * A store in AsyncStorage. What a transaction writes waits in memory and goes to the device in one `multiSet`, so a
 * failing one leaves nothing, and an app killed in the middle has it whole or not at all, as far as `multiSet` is.
 */
export function openAsyncStore({ asyncStorage, name, inTurn }: AsyncStoreOptions): Store {
  const root = `shadow-mode/store/${name}/`

  const transact = async <Result>(work: (records: Records) => Promise<Result>): Promise<Result> => {
    const staged = new Map<string, string>()
    const deleted = new Set<string>()
    let stored: Promise<string[]> | undefined

    const storedKeys = async () => {
      const keys = await asyncStorage.getAllKeys()
      return keys.filter(key => key.startsWith(root)).map(key => key.slice(root.length))
    }
    const read = async (keys: string[]): Promise<Map<string, string>> => {
      const wanted = keys.filter(key => !staged.has(key))
      const found = wanted.length ? await asyncStorage.multiGet(wanted.map(key => root + key)) : []
      const texts = new Map(found.map(([key, text]) => [key.slice(root.length), text ?? DELETED]))
      return new Map(keys.map(key => [key, staged.get(key) ?? texts.get(key) ?? DELETED]))
    }
    const records: Records = {
      get: async key => parse((await read([key])).get(key) ?? DELETED),
      put(key, value) {
        const text = JSON.stringify(value)
        if (text.length > MAX_TEXT_LENGTH) throw new Error(`A record of ${text.length} units is too long`)
        staged.set(key, text)
        deleted.delete(key)
      },
      delete(key) {
        staged.set(key, DELETED)
        deleted.add(key)
      },
      async first(prefix, count, after = prefix) {
        const known = new Set([...(await (stored ??= storedKeys())), ...staged.keys()])
        const keys = [...known].filter(key => key.startsWith(prefix) && key > after).sort()
        const found: [string, unknown][] = []
        while (keys.length && found.length < count) {
          const texts = await read(keys.splice(0, count - found.length))
          for (const [key, text] of texts) {
            if (text !== DELETED) found.push([key, parse(text)])
            // Its removal was cut short.
            else if (!staged.has(key)) deleted.add(key)
          }
        }
        return found
      },
    }

    const result = await work(records)
    if (staged.size) await asyncStorage.multiSet([...staged].map(([key, text]) => [root + key, text]))
    if (deleted.size) {
      await asyncStorage.multiRemove([...deleted].map(key => root + key)).catch(() => {
        // They read as deleted already; a later transaction removes them.
      })
    }
    return result
  }

  return {
    durable: () => true,
    volatile: () => [],
    transact: work => inTurn(name, () => transact(work)),
    close: () => undefined,
  }
}

/** What is no JSON is no record: the queue deletes it and counts the loss. */
function parse(text: string): unknown {
  try {
    return text === DELETED ? undefined : JSON.parse(text)
  } catch {
    return null
  }
}
