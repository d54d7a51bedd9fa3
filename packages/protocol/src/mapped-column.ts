import * as v from 'valibot'
import { type JsonValue, JsonValueSchema } from './json.ts'

/** A column of the file, by its name, or a constant for all rows. Exactly one of the two is given. */
interface Source {
  /** In JSON lines and Parquet, `a.b` is the field `b` of the object in column `a`. */
  column?: string
  /** The same value for every row. */
  value?: JsonValue
}

/** A value of a row. */
export interface MappedValue extends Source {
  /**
   * How to read the column. `json` parses a text.
   *
   * @default In CSV, chosen by the values of the first 1,000 rows: `boolean` if all are `true` or `false`, `number` if at
   * least 90 % are numbers and none begins with a zero such as `01234`, otherwise `string`. A row whose value is of another
   * type is then refused. In JSON lines and Parquet, the type in the file.
   */
  type?: 'string' | 'number' | 'boolean' | 'json'
  /** Texts that mean "no value" in this column, instead of `ImportMap.missing`. */
  missing?: string[]
}

/** A time of a row. */
export interface MappedTime extends Source {
  /**
   * Unit of a number since 1970-01-01 UTC.
   *
   * @default Chosen by the size of the number; it must lie between the years 2000 and 2100.
   */
  unit?: TimeUnit
  /**
   * Format of a text, in the tokens of Luxon, e.g. `dd.MM.yyyy HH:mm`.
   *
   * @default ISO 8601, also with a blank instead of the `T`
   */
  format?: string
  /** IANA time zone of a text without one, instead of `ImportMap.timezone`. */
  timezone?: string
}

/** A duration of a row. */
export interface MappedDuration extends Source {
  /** @default ms */
  unit?: TimeUnit
}

export type TimeUnit = 's' | 'ms' | 'us' | 'ns'

/** One value, or a list of values from one column each. A text is the name of a column. */
export type MappedValues = string | MappedValue | (string | MappedValue)[]

export const text: v.GenericSchema<unknown, string> = v.pipe(v.string(), v.minLength(1))
const source = {
  column: v.exactOptional(text),
  value: v.exactOptional(JsonValueSchema),
}
const unit = v.exactOptional(v.picklist(['s', 'ms', 'us', 'ns']))
export const texts: v.GenericSchema<unknown, string[]> = v.array(v.string())

const oneSource = v.check<Source, string>(
  given => (given.column === undefined) !== (given.value === undefined),
  'Expected either "column" or "value"',
)
const valueObject = v.pipe(
  v.strictObject({
    ...source,
    type: v.exactOptional(v.picklist(['string', 'number', 'boolean', 'json'])),
    missing: v.exactOptional(texts),
  }),
  oneSource,
)
const timeObject = v.pipe(
  v.strictObject({
    ...source,
    unit,
    format: v.exactOptional(text),
    timezone: v.exactOptional(text),
  }),
  oneSource,
)
const durationObject = v.pipe(v.strictObject({ ...source, unit }), oneSource)

/** A union says only that no option fits. The issue of the object inside says which field is wrong. */
export function explain(expected: string): (issue: v.UnionIssue<v.BaseIssue<unknown>>) => string {
  return ({ issues, received }) => {
    const inner = issues?.find(issue => issue.path !== undefined)
    if (inner === undefined) return `Expected ${expected} but received ${received}`
    const field = v.getDotPath(inner)
    return inner.type === 'strict_object' && inner.expected === 'never'
      ? `unknown field "${field}"`
      : `"${field}": ${inner.message}`
  }
}

const orColumn = <T extends v.GenericSchema>(object: T) =>
  v.union([text, object], explain('the name of a column, {"column": …} or {"value": …}'))
export const MappedValueSchema: v.GenericSchema<unknown, string | MappedValue> = orColumn(valueObject)
export const MappedTimeSchema: v.GenericSchema<unknown, string | MappedTime> = orColumn(timeObject)
export const MappedDurationSchema: v.GenericSchema<unknown, string | MappedDuration> =
  orColumn(durationObject)
export const MappedValuesSchema: v.GenericSchema<unknown, MappedValues> = v.union(
  [text, valueObject, v.array(MappedValueSchema)],
  explain('the name of a column, {"column": …}, {"value": …} or a list of them'),
)
