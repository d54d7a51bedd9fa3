import { toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import {
  AckSchema,
  BatchSchema,
  ImportMapSchema,
  OutcomeBatchSchema,
  OutcomeSchema,
  PairSchema,
  PlanSchema,
  ReportSchema,
  RulesSchema,
} from './index.ts'

/** A JSON Schema document (draft 2020-12). */
export type JsonSchema = Record<string, unknown>

// JSON Schema cannot express cross-field checks and `custom`. They are left out, so the JSON Schema accepts more.
const emit = (title: string, schema: GenericSchema): JsonSchema => ({
  ...toJsonSchema(schema, { target: 'draft-2020-12', typeMode: 'input', errorMode: 'ignore' }),
  title,
})

/** JSON Schemas of all messages on the wire and of the files that people write, generated from the schemas that parse them. */
export function jsonSchemas(): Record<
  'Pair' | 'Batch' | 'Ack' | 'Outcome' | 'OutcomeBatch' | 'Plan' | 'Rules' | 'Report' | 'ImportMap',
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
    ImportMap: emit('ImportMap', ImportMapSchema),
  }
}
