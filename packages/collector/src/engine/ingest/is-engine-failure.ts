import { StoreError } from '../store/store-error.ts'

/**
 * ClickHouse error codes that rows never cause: 159 timeout, 173 cannot allocate memory, 210 network, 236
 * aborted, 241 memory limit, 242 read-only table, 243 disk full, 252 too many parts.
 */
const ENGINE_CODES: ReadonlySet<number> = new Set([159, 173, 210, 236, 241, 242, 243, 252])

/** Whether the engine is the cause of a failed insert. Otherwise it refused the rows because of their content. */
export function isEngineFailure(error: unknown): boolean {
  if (!(error instanceof StoreError) || error.clickhouseCode === null) return true
  return ENGINE_CODES.has(error.clickhouseCode)
}
