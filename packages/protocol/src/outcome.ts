import * as v from 'valibot'
import { ExperimentSchema, LabelSchema, PairIdSchema, TimestampSchema } from './ids.ts'
import { type JsonValue, JsonValueSchema } from './json.ts'

interface OutcomeBase {
  /**
   * The outcome's own id within its experiment, 1 to 256 UTF-16 units: the same for ever, however often it is sent.
   * Without one, outcomes with the same text are the same outcome.
   */
  outcomeId?: string
  experiment: string
  /** The ground truth, e.g. `1` for a default. */
  label: JsonValue
  observedAt: string
}

/**
 * What later proved true, tied to a pair by its id or by the app's own reference. Of two outcomes of one pair none
 * displaces the other: a label that is corrected is a new outcome.
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

// Not a union of two objects: its issues would not name the field.
export const OutcomeSchema: v.GenericSchema<unknown, Outcome> = v.pipe(
  fields,
  v.guard(
    (value: v.InferOutput<typeof fields>): value is v.InferOutput<typeof fields> & Outcome =>
      value.id !== undefined || value.reference !== undefined,
    'Expected an id or a reference',
  ),
)
