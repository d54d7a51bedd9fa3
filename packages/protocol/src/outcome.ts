import * as v from 'valibot'
import { ExperimentSchema, LabelSchema, PairIdSchema, TimestampSchema } from './ids.ts'
import { type JsonValue, JsonValueSchema } from './json.ts'

interface OutcomeBase {
  experiment: string
  /** The ground truth, e.g. `1` for a default. */
  label: JsonValue
  observedAt: string
}

/** What later proved true, tied to a pair by its id or by the app's own reference. */
export type Outcome = (OutcomeBase & { id: string }) | (OutcomeBase & { reference: string })

const base = { experiment: ExperimentSchema, label: JsonValueSchema, observedAt: TimestampSchema }

export const OutcomeSchema: v.GenericSchema<unknown, Outcome> = v.union([
  v.object({ ...base, id: PairIdSchema }),
  v.object({ ...base, reference: LabelSchema }),
])
