import { idWeek } from '../id-week.ts'
import type { Store } from '../store/store.ts'
import { insertSound } from './insert-sound.ts'
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
  const refused = await insertSound(store, 'pairs', pairs.map(pairRow))
  return refused.flatMap(({ index, reason }) => {
    const pair = pairs[index]
    return pair ? [{ record: pair.record, reason }] : []
  })
}

/** Stores pairs that are not there yet; answers with those that the engine cannot hold. */
export async function insertPairs(store: Store, pairs: readonly ReadablePair[]): Promise<Refusal[]> {
  const refusals: Refusal[] = []
  for (const group of byWeeks(pairs)) refusals.push(...(await insertGroup(store, group)))
  return refusals
}
