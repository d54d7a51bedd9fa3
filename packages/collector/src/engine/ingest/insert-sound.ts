import { describeError } from '../../errors/describe-error.ts'
import { EngineFailedError } from '../engine-failed-error.ts'
import type { KindName } from '../kind-name.ts'
import type { Store } from '../store/store.ts'
import { findRefused, type RefusedRow } from './find-refused.ts'
import { isEngineFailure } from './is-engine-failure.ts'

/**
 * Inserts the rows that the engine can hold and answers with the others. `<table>_check` must take any row that the
 * table takes, and keep nothing: what it refuses is the row's own fault. What it takes goes in once more, and a second
 * failure is the engine's. Rows of the failed insert that are there already come twice with one key and one precedence,
 * which counts once.
 */
export async function insertSound(
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
      throw new EngineFailedError(`The engine refused an insert of sound rows: ${why}`, { cause: error })
    }
    const indexes = new Set(refused.map(row => row.index))
    await store.insert(
      table,
      rows.filter((_, index) => !indexes.has(index)),
    )
    return refused
  }
}
