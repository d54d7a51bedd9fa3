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
import { outcomeKey } from '../engine/ingest/outcome-key.ts'
import type { KindName } from '../engine/kind-name.ts'
import { MAX_OUTCOME_LENGTH, MAX_RECORD_LENGTH } from './intake-limits.ts'

/** What intake must know of the records that a route takes. */
export interface RecordKind<Value extends { experiment: string } = Pair | Outcome> {
  /** The envelope's key under which the records stand, and the last part of the route. */
  list: KindName
  envelope: GenericSchema<unknown, Omit<Batch, 'pairs'>>
  record: GenericSchema<unknown, Value>
  /** The field that tells records apart. */
  idField: 'id' | 'outcomeId'
  /** What a record is known by in the log and the engine; `raw` is its text. */
  idOf(value: Value, raw: string): string
  /** UTF-16 units of a record's JSON text. */
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
  idOf: outcomeKey,
  maxLength: MAX_OUTCOME_LENGTH,
}

export const recordKinds: readonly RecordKind[] = [pairKind, outcomeKind]
