/** The records of one transaction. Writes are seen by later reads of the same transaction. */
export interface Records {
  get(key: string): Promise<unknown>
  put(key: string, value: unknown): void
  delete(key: string): void
  /** Up to `count` records whose key starts with `prefix`, in the order of their keys, those after `after` only. */
  first(prefix: string, count: number, after?: string): Promise<[key: string, value: unknown][]>
}

/** A key-value store with transactions: IndexedDB, or memory with the same rules. */
export interface Store {
  /** False when its content ends with the page. */
  durable(): boolean
  /**
   * Runs `work` in one transaction and resolves when that is committed; when `work` fails nothing of it remains.
   * `work` may await nothing but the records, and may be run again after a failure of the store.
   */
  transact<Result>(work: (records: Records) => Promise<Result>): Promise<Result>
  /** What would be lost with the page: nothing, or all records of a store in memory. Not to be changed. */
  volatile(prefix: string): unknown[]
  close(): void
}
