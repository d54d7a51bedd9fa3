/** The number of records in one transaction. */
const AT_ONCE = 2_000

export interface Place {
  database: string
  /** The name of the object store. */
  records: string
}

const done = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })

const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(transaction.error))
  })

const withDatabase = async <Result>(
  { database }: Place,
  use: (db: IDBDatabase) => Promise<Result>,
): Promise<Result> => {
  const db = await done(indexedDB.open(database))
  try {
    return await use(db)
  } finally {
    db.close()
  }
}

export const countRecords = (place: Place): Promise<number> =>
  withDatabase(place, db => done(db.transaction(place.records).objectStore(place.records).count()))

/** Calls `write` for each number below `count`. Each transaction has many calls. */
export const writeRecords = (
  place: Place,
  count: number,
  write: (records: IDBObjectStore, number: number) => void,
): Promise<void> =>
  withDatabase(place, async db => {
    for (let n = 0; n < count; n += AT_ONCE) {
      const transaction = db.transaction(place.records, 'readwrite')
      const records = transaction.objectStore(place.records)
      for (let m = n; m < Math.min(n + AT_ONCE, count); m++) write(records, m)
      await committed(transaction)
    }
  })

/** Reads the record with the highest key. */
export const newestRecord = (place: Place): Promise<{ key: number; value: unknown }> =>
  withDatabase(place, async db => {
    const records = db.transaction(place.records).objectStore(place.records)
    const found = await done(records.openCursor(null, 'prev'))
    if (!found) throw new Error(`${place.database}: no record`)
    return { key: Number(found.key), value: found.value }
  })
