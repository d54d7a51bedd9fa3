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
  /** The fields of a batch. Others are skipped. */
  envelopeFields: readonly string[]
  /** The schema of a record. */
  record: GenericSchema<unknown, Value>
  /** The fields of a record. Others are skipped, but stored with its text. */
  fields: readonly string[]
  /** Fields that may hold any JSON. They are not parsed. */
  unparsed: readonly string[]
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
  envelopeFields: fieldsOf(BatchSchema),
  record: PairSchema,
  fields: fieldsOf(PairSchema),
  unparsed: ['input'],
  idField: 'id',
  idOf: ({ id }) => id,
  maxLength: MAX_RECORD_LENGTH,
}

export const outcomeKind: RecordKind<Outcome> = {
  list: 'outcomes',
  envelope: OutcomeBatchSchema,
  envelopeFields: fieldsOf(OutcomeBatchSchema),
  record: OutcomeSchema,
  fields: fieldsOf(OutcomeSchema),
  unparsed: ['label'],
  idField: 'outcomeId',
  idOf: toOutcomeKey,
  maxLength: MAX_OUTCOME_LENGTH,
}

export const recordKinds: Record<KindName, RecordKind> = { pairs: pairKind, outcomes: outcomeKind }

/** The fields of an object's schema. The types of the protocol do not show that it is one. */
function fieldsOf(schema: GenericSchema): string[] {
  if (!('entries' in schema) || typeof schema.entries !== 'object' || schema.entries === null)
    throw new TypeError('Expected the schema of an object')
  return Object.keys(schema.entries)
}
