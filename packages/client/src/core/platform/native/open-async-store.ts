import type { CorePlatform } from '../platform.ts'
import type { Records, Store } from '../store.ts'
import type { AsyncStorage } from './async-storage.ts'
import type { SerialQueue } from './create-serial-queue.ts'

/** Maximum length of a record in UTF-16 units. Android cannot read rows over 2 MB, so writing a longer record fails. */
const MAX_TEXT_LENGTH = 1_000_000

/** A transaction that takes longer fails. A write that has already started is not undone. */
const TRANSACTION_TIMEOUT_MS = 10_000

/** The text of a deleted record. With it, one `multiSet` can write puts and deletes together. */
const DELETED = ''

interface AsyncStoreOptions {
  asyncStorage: AsyncStorage
  name: string
  /** Serialises the transactions of all stores with this name. */
  queue: SerialQueue
  platform: Pick<CorePlatform, 'setTimer'>
}

/**
 * Opens a store in AsyncStorage. A transaction buffers its writes in memory and then writes them with one `multiSet`. If
 * `work` fails, nothing is written. A killed app writes all or nothing, as far as `multiSet` is atomic.
 */
export function openAsyncStore({ asyncStorage, name, queue, platform }: AsyncStoreOptions): Store {
  const root = `shadow-mode/store/${name}/`

  const run = async <Result>(
    work: (records: Records) => Promise<Result>,
    isTimedOut: () => boolean,
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
        if (text.length > MAX_TEXT_LENGTH)
          throw new Error(`A record has ${text.length} characters, more than ${MAX_TEXT_LENGTH}`)
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
            // An earlier transaction marked it as deleted, but failed to remove it.
            else if (!staged.has(key)) deleted.add(key)
          }
        }
        return found
      },
    }

    const result = await work(records)
    if (isTimedOut()) return result
    if (staged.size) await asyncStorage.multiSet([...staged].map(([key, text]) => [root + key, text]))
    if (deleted.size) {
      await asyncStorage.multiRemove([...deleted].map(key => root + key)).catch(() => {
        // The records already read as deleted. A later transaction removes them.
      })
    }
    return result
  }

  const runWithTimeout = <Result>(work: (records: Records) => Promise<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      let hasTimedOut = false
      const cancelTimer = platform.setTimer(() => {
        hasTimedOut = true
        reject(new Error(`AsyncStorage took over ${TRANSACTION_TIMEOUT_MS} ms`))
      }, TRANSACTION_TIMEOUT_MS)
      run(work, () => hasTimedOut)
        .then(resolve, reject)
        .finally(cancelTimer)
    })

  return {
    durable: () => true,
    volatileRecords: () => [],
    transact: work => queue(name, () => runWithTimeout(work)),
    close: () => undefined,
  }
}

/** Returns `null` for invalid JSON. The queue then deletes the record and counts the loss. */
function parse(text: string): unknown {
  try {
    return text === DELETED ? undefined : JSON.parse(text)
  } catch {
    return null
  }
}
