/** The records of a store, in one transaction. Reads see the earlier writes of the same transaction. */
export interface Records {
  get(key: string): Promise<unknown>
  put(key: string, value: unknown): void
  delete(key: string): void
  /**
   * Returns the first `count` records whose key starts with `prefix` and comes after `after`, ordered by key. `after`
   * defaults to `prefix`. Do not mutate the values, because a store in memory returns its own objects.
   */
  first(prefix: string, count: number, after?: string): Promise<[key: string, value: unknown][]>
}

/**
 * A key-value store with transactions: IndexedDB, AsyncStorage or memory. A store in memory does not isolate
 * transactions, so callers of `transact` must run one at a time.
 */
export interface Store {
  /** Whether the content survives the page. */
  durable(): boolean
  /**
   * Runs `work` in a transaction and resolves after the commit. If `work` fails, a durable store writes nothing, but a
   * store in memory keeps the writes that `work` has already made. `work` must await nothing but the records. If the
   * store fails, `work` may run again.
   */
  transact<Result>(work: (records: Records) => Promise<Result>): Promise<Result>
  /** Returns the records under `prefix` that would be lost with the page. Empty for a durable store. Do not mutate them. */
  volatileRecords(prefix: string): unknown[]
  close(): void
}
