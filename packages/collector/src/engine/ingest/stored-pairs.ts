import { PairSchema } from '@shadow-mode/protocol'
import { getIdMillis, parseId } from '../id-number.ts'
import { getIdWeek } from '../id-week.ts'
import { findStoredPairs } from './find-stored-pairs.ts'
import { readRecord } from './read-record.ts'
import { toPrecedence } from './rows.ts'
import type { StoredKind } from './stored-kind.ts'
import { toInputColumn } from './to-input-column.ts'
import { type ReadablePair, toPairRow } from './to-pair-row.ts'

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
      const id = parseId(pair.id)
      return { pair, id, key: String(id), inputJson: toInputColumn(pair.input) }
    }),
  findStored: (store, experiment, pairs, acceptedWindow) =>
    findStoredPairs(
      store,
      experiment,
      pairs.map(({ id }) => id),
      acceptedWindow !== null,
    ),
  toRow: toPairRow,
  *splitForInsert(pairs) {
    const weeks = Map.groupBy(pairs, ({ id }) => getIdWeek(id))
    const inOrder = [...weeks.keys()].sort((a, b) => a - b)
    for (let at = 0; at < inOrder.length; at += MAX_WEEKS_PER_INSERT) {
      yield inOrder.slice(at, at + MAX_WEEKS_PER_INSERT).flatMap(week => weeks.get(week) ?? [])
    }
  },
  conflicts: {
    table: 'conflicts',
    toRow: ({ record: { experiment, seq, raw }, key, digest }) =>
      JSON.stringify({ experiment, id: key, seq, digest, raw }),
  },
  quarantine: {
    table: 'quarantine',
    isOutsideWindow: ({ id }, { fromMs, toMs }) => getIdMillis(id) < fromMs || getIdMillis(id) > toMs,
    toRow: ({ record, key, digest }) => {
      const { experiment, seq, raw } = record
      return JSON.stringify({ experiment, id: key, seq, precedence: toPrecedence(record), digest, raw })
    },
  },
}
