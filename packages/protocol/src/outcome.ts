import * as v from 'valibot'
import { ExperimentSchema, LabelSchema, PairIdSchema, TimestampSchema } from './ids.ts'
import { type JsonValue, JsonValueSchema } from './json.ts'

interface OutcomeBase {
  /**
   * The outcome's id within its experiment, 1 to 256 UTF-16 units. It stays the same when the outcome is sent again.
   * Without an id, outcomes with the same text are the same outcome.
   */
  outcomeId?: string
  experiment: string
  /** The ground truth, e.g. `1` for a default. */
  label: JsonValue
  observedAt: string
}

/**
 * What later proved true about a pair. It refers to the pair by the pair's id or by the app's own reference. A second
 * outcome does not replace the first: a corrected label is a new outcome.
 */
export type Outcome = OutcomeBase & ({ id: string; reference?: string } | { id?: never; reference: string })

const fields = v.object({
  outcomeId: v.exactOptional(LabelSchema),
  experiment: ExperimentSchema,
  id: v.exactOptional(PairIdSchema),
  reference: v.exactOptional(LabelSchema),
  label: JsonValueSchema,
  observedAt: TimestampSchema,
})

// A union of two objects would not name the field in its issues.
export const OutcomeSchema: v.GenericSchema<unknown, Outcome> = v.pipe(
  fields,
  v.guard(
    (value: v.InferOutput<typeof fields>): value is v.InferOutput<typeof fields> & Outcome =>
      value.id !== undefined || value.reference !== undefined,
    'Expected an id or a reference',
  ),
)
