import { describeError } from '../../errors/describe-error.ts'
import { EngineFailedError } from '../engine-failed-error.ts'
import type { KindName } from '../kind-name.ts'
import type { Store } from '../store/store.ts'
import { findRefused, type RefusedRow } from './find-refused.ts'
import { isEngineFailure } from './is-engine-failure.ts'

/**
 * Inserts the rows that the engine accepts and returns the others. If the insert fails, tries the rows on the table
 * `<table>_check`, which accepts the same rows and stores nothing, and then inserts the accepted rows again. Rows that
 * the failed insert did write have the same key and precedence, so they count once.
 *
 * @throws {EngineFailedError} The insert failed, but no row is refused.
 * @throws {StoreError} The engine failed while the refused rows were looked for, or in the second insert.
 */
export async function insertValidRows(
  store: Store,
  table: KindName,
  rows: readonly string[],
): Promise<RefusedRow[]> {
  try {
    await store.insert(table, rows)
    return []
  } catch (error) {
    const refused = await findRefused(rows, part => store.insert(`${table}_check`, part), isEngineFailure)
    if (refused.length === 0) {
      const why = describeError(error)
      throw new EngineFailedError(`The engine refused an insert of valid rows: ${why}`, { cause: error })
    }
    const indexes = new Set(refused.map(row => row.index))
    await store.insert(
      table,
      rows.filter((_, index) => !indexes.has(index)),
    )
    return refused
  }
}
