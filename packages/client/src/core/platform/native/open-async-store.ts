import type { CorePlatform } from '../platform.ts'
import type { Records, Store } from '../store.ts'
import type { AsyncStorage } from './async-storage.ts'
import type { InTurn } from './create-turns.ts'

/** Android reads no row over 2 MB, so none is written; the transaction fails. In UTF-16 units. */
const MAX_TEXT_LENGTH = 1_000_000

/** A transaction that takes longer is given up, and writes nothing any more unless it was at it. */
const TRANSACTION_TIMEOUT_MS = 10_000

/** Stands for a record that was deleted: so that puts and deletes reach the device together. */
const DELETED = ''

interface AsyncStoreOptions {
  asyncStorage: AsyncStorage
  name: string
  /** Of all stores of this name, whichever client they are for. */
  inTurn: InTurn
  platform: Pick<CorePlatform, 'setTimer'>
}

/**
 * A store in AsyncStorage. What a transaction writes waits in memory and goes to the device in one `multiSet`, so a
 * failing one leaves nothing, and an app killed in the middle has it whole or not at all, as far as `multiSet` is.
 */
export function openAsyncStore({ asyncStorage, name, inTurn, platform }: AsyncStoreOptions): Store {
  const root = `shadow-mode/store/${name}/`

  const run = async <Result>(
    work: (records: Records) => Promise<Result>,
    isGivenUp: () => boolean,
  ): Promise<Result> => {
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
    if (isGivenUp()) return result
    if (staged.size) await asyncStorage.multiSet([...staged].map(([key, text]) => [root + key, text]))
    if (deleted.size) {
      await asyncStorage.multiRemove([...deleted].map(key => root + key)).catch(() => {
        // They read as deleted already; a later transaction removes them.
      })
    }
    return result
  }

  const limited = <Result>(work: (records: Records) => Promise<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      let isLate = false
      const cancelTimer = platform.setTimer(() => {
        isLate = true
        reject(new Error(`AsyncStorage took over ${TRANSACTION_TIMEOUT_MS} ms`))
      }, TRANSACTION_TIMEOUT_MS)
      run(work, () => isLate)
        .then(resolve, reject)
        .finally(cancelTimer)
    })

  return {
    durable: () => true,
    volatile: () => [],
    transact: work => inTurn(name, () => limited(work)),
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
