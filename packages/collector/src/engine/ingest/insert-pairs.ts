import { EngineFailedError } from '../engine-failed-error.ts'
import { idWeek } from '../id-week.ts'
import type { Store } from '../store/store.ts'
import { findRefused } from './find-refused.ts'
import { isEngineFailure } from './is-engine-failure.ts'
import type { ReadablePair, Refusal } from './read-record.ts'
import { pairRow } from './rows.ts'

/** ClickHouse refuses an insert that touches more than 100 partitions (code 252); an import may span decades. */
const MAX_WEEKS_PER_INSERT = 90

function* byWeeks(pairs: readonly ReadablePair[]): Generator<ReadablePair[]> {
  const weeks = Map.groupBy(pairs, pair => idWeek(pair.id))
  const inOrder = [...weeks.keys()].sort((a, b) => a - b)
  for (let at = 0; at < inOrder.length; at += MAX_WEEKS_PER_INSERT) {
    yield inOrder.slice(at, at + MAX_WEEKS_PER_INSERT).flatMap(week => weeks.get(week) ?? [])
  }
}

async function insertGroup(store: Store, pairs: readonly ReadablePair[]): Promise<Refusal[]> {
  const rows = pairs.map(pairRow)
  try {
    await store.insert('pairs', rows)
    return []
  } catch (error) {
    // A table that keeps nothing takes every row that pairs takes: what it refuses is the row's own fault. What it
    // takes goes in once more, and a second failure is the engine's. Rows of the failed insert that are there already
    // come twice with one key and one precedence, which counts once.
    const refused = await findRefused(rows, part => store.insert('pairs_check', part), isEngineFailure)
    const reasons = new Map(refused.map(row => [row.index, row.reason]))
    if (reasons.size === 0) {
      const why = error instanceof Error ? error.message : String(error)
      throw new EngineFailedError(`The engine refused an insert of sound rows: ${why}`, { cause: error })
    }
    await store.insert(
      'pairs',
      rows.filter((_, index) => !reasons.has(index)),
    )
    return pairs.flatMap(({ record }, index) => {
      const reason = reasons.get(index)
      return reason === undefined ? [] : [{ record, reason }]
    })
  }
}

/** Stores pairs that are not there yet; answers with those that the engine cannot hold. */
export async function insertPairs(store: Store, pairs: readonly ReadablePair[]): Promise<Refusal[]> {
  const refusals: Refusal[] = []
  for (const group of byWeeks(pairs)) refusals.push(...(await insertGroup(store, group)))
  return refusals
}
