import { type Outcome, OutcomeSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { parseId } from '../id-number.ts'
import { kindTables } from '../sql/kind-tables.ts'
import { outcomesSql } from '../sql/outcomes-sql.ts'
import { readRecord } from './read-record.ts'
import { toDeadLetterRow, toMillis, toPrecedence } from './rows.ts'
import type { ReadableRecord, StoredKind } from './stored-kind.ts'

interface ReadableOutcome extends ReadableRecord {
  outcome: Outcome
}

const KnownSchema = v.object({ key: v.string(), digest: v.string() })

export const storedOutcomes: StoredKind<ReadableOutcome> = {
  name: 'outcomes',
  read: record => readRecord(record, OutcomeSchema, outcome => ({ outcome, key: record.id })),
  findStored: (store, experiment, records) => {
    const keys = [...new Set(records.map(({ key }) => key))]
    return store.query(outcomesSql.known, { experiment, keys }, KnownSchema)
  },
  toRow: ({ record, key, digest, outcome }) =>
    JSON.stringify({
      experiment: record.experiment,
      key,
      seq: record.seq,
      precedence: toPrecedence(record),
      digest,
      pair: outcome.id === undefined ? '0' : String(parseId(outcome.id)),
      reference: (outcome.reference ?? '').toWellFormed(),
      label: JSON.stringify(outcome.label),
      observed_ms: toMillis(outcome.observedAt),
      raw: record.raw,
    }),
  conflicts: {
    table: kindTables.outcomes.deadLetters,
    toRow: ({ record }) =>
      toDeadLetterRow({ record, reason: 'outcomeId: already stored with a different text' }),
  },
}
