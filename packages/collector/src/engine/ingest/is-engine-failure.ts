import { StoreError } from '../store/store-error.ts'

/**
 * ClickHouse error codes that the content of a row does not cause: 159 timeout, 173 cannot allocate memory, 210
 * network, 236 aborted, 241 memory limit, 242 read-only table, 243 disk full, 252 too many parts or partitions. Rows
 * cannot cause 252, because `splitForInsert` limits the partitions of an insert.
 */
const ENGINE_CODES: ReadonlySet<number> = new Set([159, 173, 210, 236, 241, 242, 243, 252])

/** Whether the engine is the cause of a failed insert. Otherwise the content of the rows is the cause. */
export function isEngineFailure(error: unknown): boolean {
  if (!(error instanceof StoreError) || error.clickhouseCode === null) return true
  return ENGINE_CODES.has(error.clickhouseCode)
}
