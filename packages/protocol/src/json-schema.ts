import { toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import {
  AckSchema,
  BatchSchema,
  OutcomeBatchSchema,
  OutcomeSchema,
  PairSchema,
  PlanSchema,
  ReportSchema,
  RulesSchema,
} from './index.ts'

/** A JSON Schema document (draft 2020-12). */
export type JsonSchema = Record<string, unknown>

// What a schema cannot say in JSON Schema (cross-field checks, `custom`) is left out: the schema then accepts more.
const emit = (title: string, schema: GenericSchema): JsonSchema => ({
  ...toJsonSchema(schema, { target: 'draft-2020-12', typeMode: 'input', errorMode: 'ignore' }),
  title,
})

/** Every message of the wire as JSON Schema, made from the same schemas that parse it. */
export function jsonSchemas(): Record<
  'Pair' | 'Batch' | 'Ack' | 'Outcome' | 'OutcomeBatch' | 'Plan' | 'Rules' | 'Report',
  JsonSchema
> {
  return {
    Pair: emit('Pair', PairSchema),
    Batch: emit('Batch', BatchSchema),
    Ack: emit('Ack', AckSchema),
    Outcome: emit('Outcome', OutcomeSchema),
    OutcomeBatch: emit('OutcomeBatch', OutcomeBatchSchema),
    Plan: emit('Plan', PlanSchema),
    Rules: emit('Rules', RulesSchema),
    Report: emit('Report', ReportSchema),
  }
}
