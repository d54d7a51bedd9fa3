/** The records in a transaction. Later reads in the same transaction see its writes. */
export interface Records {
  get(key: string): Promise<unknown>
  put(key: string, value: unknown): void
  delete(key: string): void
  /** The first `count` records whose key starts with `prefix` and comes after `after`, ordered by key. */
  first(prefix: string, count: number, after?: string): Promise<[key: string, value: unknown][]>
}

/** A key-value store with transactions: IndexedDB, or memory with the same rules. */
export interface Store {
  /** False if the content is lost with the page. */
  durable(): boolean
  /**
   * Runs `work` in a transaction and resolves after the commit. If `work` fails, nothing is written.
   * `work` must await nothing but the records. It may run again after the store has failed.
   */
  transact<Result>(work: (records: Records) => Promise<Result>): Promise<Result>
  /** The records that would be lost with the page: all of a store in memory, otherwise none. Do not mutate them. */
  volatile(prefix: string): unknown[]
  close(): void
}
