import * as v from 'valibot'
import {
  explain,
  type MappedDuration,
  MappedDurationSchema,
  type MappedTime,
  MappedTimeSchema,
  type MappedValue,
  MappedValueSchema,
  type MappedValues,
  MappedValuesSchema,
  text,
  texts,
} from './mapped-column.ts'

/** A side's output: one bare value, or an object by name. */
type MappedOutput = string | Record<string, MappedValues>

/** Says which columns of a log hold what. `shadow-mode import --map` makes pairs and outcomes from it. */
export interface ImportMap {
  /** When the live model was asked. */
  time: string | MappedTime
  /**
   * What the live model answered. If every column is empty in a row, the call counts as failed. A row in which both models
   * have no value is refused.
   */
  live: MappedOutput
  /** What the candidate answered, as in `live`. */
  candidate: MappedOutput
  /** What both models were asked. `*` takes every column that the map does not name. */
  inputs?: '*' | string[] | Record<string, MappedValues>
  /** What proved true. Each value becomes an outcome of its pair. */
  label?: string | MappedValue
  /**
   * When the label was observed.
   *
   * @default The time of the row
   */
  observedAt?: string | MappedTime
  /** A pseudonym for the person or thing that the prediction is about. */
  subject?: string | MappedValue
  /** The app's own key of the prediction. */
  reference?: string | MappedValue
  /** The models' versions. A model without one has the version `unknown`. */
  versions?: { live?: string | MappedValue; candidate?: string | MappedValue }
  /** How long the models took. */
  latency?: { live?: string | MappedDuration; candidate?: string | MappedDuration }
  /**
   * The columns that identify a row, together with its time. The pair's id is made from them.
   *
   * @default All columns but those of `label` and `observedAt`
   */
  key?: string[]
  /**
   * Texts that mean "no value". In a column of times, only the empty text does.
   *
   * @default The empty text, and what pandas, R and SQL write: `NA`, `NaN`, `NULL`, `None`, `\N` and others
   */
  missing?: string[]
  /**
   * IANA time zone of times without one, e.g. `Europe/Berlin`.
   *
   * @default UTC
   */
  timezone?: string
  /**
   * The decimal separator in texts. With `,`, points may group the thousands: `1.234,5`.
   *
   * @default .
   */
  decimal?: '.' | ','
  /** How the text of a CSV file is written. */
  csv?: {
    /** One character. @default The one of `,` `;` `|` and tab that is most frequent in the first line */
    delimiter?: string
    /** One character. @default " */
    quote?: string
    /** Whether the first line has the names. Without it, they are `1`, `2` and so on. @default true */
    header?: boolean
    /** The text encoding, e.g. `windows-1252`. @default UTF-8, or what the byte order mark says */
    encoding?: string
  }
}

const named = v.pipe(
  v.record(v.string(), MappedValuesSchema),
  v.check(names => Object.keys(names).length > 0, 'Expected at least one name'),
)
const output = v.union([text, named], explain('the name of a column, or an object of names and columns'))
const perModel = <T extends v.GenericSchema>(schema: T) =>
  v.strictObject({ live: v.exactOptional(schema), candidate: v.exactOptional(schema) })
const character = v.pipe(v.string(), v.length(1, 'Expected one character'))

/** Strict, because a misspelt field would otherwise be ignored silently. */
export const ImportMapSchema: v.GenericSchema<unknown, ImportMap> = v.strictObject({
  time: MappedTimeSchema,
  live: output,
  candidate: output,
  inputs: v.exactOptional(
    v.union(
      [v.literal('*'), v.array(text), v.record(v.string(), MappedValuesSchema)],
      explain('"*", a list of columns, or an object of names and columns'),
    ),
  ),
  label: v.exactOptional(MappedValueSchema),
  observedAt: v.exactOptional(MappedTimeSchema),
  subject: v.exactOptional(MappedValueSchema),
  reference: v.exactOptional(MappedValueSchema),
  versions: v.exactOptional(perModel(MappedValueSchema)),
  latency: v.exactOptional(perModel(MappedDurationSchema)),
  key: v.exactOptional(v.pipe(v.array(text), v.minLength(1))),
  missing: v.exactOptional(texts),
  timezone: v.exactOptional(text),
  decimal: v.exactOptional(v.picklist(['.', ','])),
  csv: v.exactOptional(
    v.strictObject({
      delimiter: v.exactOptional(character),
      quote: v.exactOptional(character),
      header: v.exactOptional(v.boolean()),
      encoding: v.exactOptional(text),
    }),
  ),
})
