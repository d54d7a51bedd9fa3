import { type Outcome, OutcomeSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { idNumber } from '../id-number.ts'
import { kindTables } from '../sql/kind-tables.ts'
import { outcomesSql } from '../sql/outcomes-sql.ts'
import { readRecord } from './read-record.ts'
import { deadLetterRow, millis, precedence } from './rows.ts'
import type { ReadableRecord, StoredKind } from './stored-kind.ts'

interface ReadableOutcome extends ReadableRecord {
  outcome: Outcome
}

const KnownSchema = v.object({ key: v.string(), digest: v.string() })

export const storedOutcomes: StoredKind<ReadableOutcome> = {
  name: 'outcomes',
  read: record => readRecord(record, OutcomeSchema, outcome => ({ outcome, key: record.id })),
  known: (store, experiment, records) => {
    const keys = [...new Set(records.map(({ key }) => key))]
    return store.query(outcomesSql.known, { experiment, keys }, KnownSchema)
  },
  row: ({ record, key, digest, outcome }) =>
    JSON.stringify({
      experiment: record.experiment,
      key,
      seq: record.seq,
      precedence: precedence(record),
      digest,
      pair: outcome.id === undefined ? '0' : String(idNumber(outcome.id)),
      reference: (outcome.reference ?? '').toWellFormed(),
      label: JSON.stringify(outcome.label),
      observed_ms: millis(outcome.observedAt),
      raw: record.raw,
    }),
  conflicts: {
    table: kindTables.outcomes.deadLetters,
    row: ({ record }) => deadLetterRow({ record, reason: 'outcomeId: already stored with a different text' }),
  },
}
