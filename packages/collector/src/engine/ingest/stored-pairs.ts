import { PairSchema } from '@shadow-mode/protocol'
import { idMillis, idNumber } from '../id-number.ts'
import { idWeek } from '../id-week.ts'
import { inputColumn } from './input-column.ts'
import { knownPairs } from './known-pairs.ts'
import { pairRow, type ReadablePair } from './pair-row.ts'
import { readRecord } from './read-record.ts'
import { precedence } from './rows.ts'
import type { StoredKind } from './stored-kind.ts'

/** An import can span decades, but ClickHouse refuses an insert into more than 100 partitions (code 252). */
const MAX_WEEKS_PER_INSERT = 90

export const storedPairs: StoredKind<ReadablePair> = {
  name: 'pairs',
  read: record =>
    readRecord(record, PairSchema, pair => {
      if (pair.id !== record.id) return `id: Expected ${record.id} but the text has ${pair.id}`
      if (pair.experiment !== record.experiment) {
        return `experiment: Expected ${record.experiment} but the text has ${pair.experiment}`
      }
      const id = idNumber(pair.id)
      return { pair, id, key: String(id), input: inputColumn(pair.input) }
    }),
  known: (store, experiment, pairs, acceptedWindow) =>
    knownPairs(
      store,
      experiment,
      pairs.map(({ id }) => id),
      acceptedWindow !== null,
    ),
  row: pairRow,
  *portions(pairs) {
    const weeks = Map.groupBy(pairs, ({ id }) => idWeek(id))
    const inOrder = [...weeks.keys()].sort((a, b) => a - b)
    for (let at = 0; at < inOrder.length; at += MAX_WEEKS_PER_INSERT) {
      yield inOrder.slice(at, at + MAX_WEEKS_PER_INSERT).flatMap(week => weeks.get(week) ?? [])
    }
  },
  conflicts: {
    table: 'conflicts',
    row: ({ record: { experiment, seq, raw }, key, digest }) =>
      JSON.stringify({ experiment, id: key, seq, digest, raw }),
  },
  quarantine: {
    table: 'quarantine',
    isOutsideWindow: ({ id }, { fromMs, toMs }) => idMillis(id) < fromMs || idMillis(id) > toMs,
    row: ({ record, key, digest }) => {
      const { experiment, seq, raw } = record
      return JSON.stringify({ experiment, id: key, seq, precedence: precedence(record), digest, raw })
    },
  },
}
