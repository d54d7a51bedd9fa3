import type { Pair } from '@shadow-mode/protocol'
import type { Arm } from './arm.ts'
import { nextTask } from './next-task.ts'

const nowhere = {
  take: async () => [],
  fill: async () => {},
  waiting: async () => 0,
}

/** Keeps the last text, so that the engine cannot optimise its creation away. */
let last = ''

/** Measures the cost of the measurement itself. */
export const nothing: Arm = {
  ...nowhere,
  async buffer(pairs) {
    for (const _ of pairs) await nextTask()
  },
}

/** The lower bound of every arm: only JSON.stringify. */
export const stringify: Arm = {
  ...nowhere,
  async buffer(pairs) {
    for (const pair of pairs) {
      await nextTask()
      last = JSON.stringify(pair)
    }
    if (!last) throw new Error('expected a text')
  },
}

const openDatabase = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open('bench-bare')
    request.addEventListener('upgradeneeded', () => void request.result.createObjectStore('records'))
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })

/** The lower bound of an arm with IndexedDB: only one `put` with the texts of `pairsAWrite` pairs. */
export async function openOnePut(pairsAWrite: number): Promise<Arm> {
  const db = await openDatabase()
  const put = (texts: string[]) =>
    new Promise<void>((resolve, reject) => {
      const transaction = db.transaction('records', 'readwrite')
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () => reject(transaction.error))
      transaction.objectStore('records').put(texts, 1)
      transaction.commit()
    })
  const write = async (pairs: readonly Pair[]) => {
    const texts: string[] = []
    for (const pair of pairs) {
      await nextTask()
      texts.push(JSON.stringify(pair))
    }
    await put(texts)
  }
  return {
    ...nowhere,
    async buffer(pairs) {
      for (let n = 0; n < pairs.length; n += pairsAWrite) await write(pairs.slice(n, n + pairsAWrite))
    },
  }
}
