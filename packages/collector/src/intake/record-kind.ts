import {
  type Batch,
  BatchSchema,
  type Outcome,
  OutcomeBatchSchema,
  OutcomeSchema,
  type Pair,
  PairSchema,
} from '@shadow-mode/protocol'
import type { GenericSchema } from 'valibot'
import { toOutcomeKey } from '../engine/ingest/to-outcome-key.ts'
import type { KindName } from '../engine/kind-name.ts'
import { MAX_OUTCOME_LENGTH, MAX_RECORD_LENGTH } from './intake-limits.ts'

/** Describes a kind of record for the intake. */
export interface RecordKind<Value extends { experiment: string } = Pair | Outcome> {
  /** The key of the records in a batch. It is also the last part of the route. */
  list: KindName
  /** The schema of a batch. */
  envelope: GenericSchema<unknown, Omit<Batch, 'pairs'>>
  /** The schema of a record. */
  record: GenericSchema<unknown, Value>
  /** The field with the record's id. */
  idField: 'id' | 'outcomeId'
  /** Returns the id under which the log and the engine store a record. `raw` is the record's text. */
  idOf(value: Value, raw: string): string
  /** Maximum length of a record's JSON text in UTF-16 units. */
  maxLength: number
}

export const pairKind: RecordKind<Pair> = {
  list: 'pairs',
  envelope: BatchSchema,
  record: PairSchema,
  idField: 'id',
  idOf: ({ id }) => id,
  maxLength: MAX_RECORD_LENGTH,
}

export const outcomeKind: RecordKind<Outcome> = {
  list: 'outcomes',
  envelope: OutcomeBatchSchema,
  record: OutcomeSchema,
  idField: 'outcomeId',
  idOf: toOutcomeKey,
  maxLength: MAX_OUTCOME_LENGTH,
}

export const recordKinds: readonly RecordKind[] = [pairKind, outcomeKind]
