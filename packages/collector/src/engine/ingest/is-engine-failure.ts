import { StoreError } from '../store/store-error.ts'

/**
 * ClickHouse error codes that the content of a row does not cause: 159 timeout, 173 cannot allocate memory, 210
 * network, 236 aborted, 241 memory limit, 242 read-only table, 243 disk full, and 252 too many parts or partitions,
 * which `splitForInsert` prevents rows from causing.
 */
const ENGINE_CODES: ReadonlySet<number> = new Set([159, 173, 210, 236, 241, 242, 243, 252])

/** Whether the engine is the cause of a failed insert. Otherwise the content of the rows is the cause. */
export function isEngineFailure(error: unknown): boolean {
  if (!(error instanceof StoreError) || error.clickhouseCode === null) return true
  return ENGINE_CODES.has(error.clickhouseCode)
}
