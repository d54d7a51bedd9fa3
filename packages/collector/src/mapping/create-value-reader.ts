import type { JsonValue, MappedValue } from '@shadow-mode/protocol'
import { describeError } from '../errors/describe-error.ts'
import { parseJsonLine } from '../table/parse-json-line.ts'
import type { Row } from '../table/table.ts'
import { getColumn } from './get-column.ts'
import { type InferredType, inferType } from './infer-type.ts'
import { isMissing } from './is-missing.ts'
import { type DecimalSeparator, parseNumber } from './parse-number.ts'
import { quoteValue } from './quote-value.ts'
import { RowError } from './row-error.ts'
import { toJson } from './to-json.ts'

/**
 * Reads a value of a row. `null` means that the row has none.
 *
 * @throws {RowError}
 */
export type ValueReader = (row: Row) => JsonValue

/** What is known about the columns of a file. */
export interface ColumnFacts {
  /** The type of a column of texts in CSV. `undefined` for a column with types of its own. */
  inferType: (column: string, missing: ReadonlySet<string>) => InferredType | undefined
  /** Texts that mean "no value". */
  missing: ReadonlySet<string>
  decimal: DecimalSeparator
}

const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  t: true,
  yes: true,
  y: true,
  '1': true,
  false: false,
  f: false,
  no: false,
  n: false,
  '0': false,
}

/** Returns `undefined` for a value that is not of the type. */
function convert(
  value: unknown,
  type: MappedValue['type'] | 'unknown',
  decimal: DecimalSeparator,
): JsonValue | undefined {
  if (type === undefined) return toJson(value)
  if (type === 'unknown') return convert(value, inferType([String(value)], decimal), decimal)
  if (type === 'json') return typeof value === 'string' ? toJson(parseJsonLine(value)) : toJson(value)
  const plain = typeof value === 'string' ? value : toJson(value)
  if (typeof plain === 'object') return undefined
  if (type === 'string') return String(plain)
  if (type === 'boolean') {
    const text = String(plain).trim().toLowerCase()
    return Object.hasOwn(BOOLEANS, text) ? BOOLEANS[text] : undefined
  }
  if (typeof plain === 'number') return plain
  return typeof plain === 'string' ? parseNumber(plain, decimal) : undefined
}

/** Creates the reader of a column or a constant. `field` names it in messages. */
export function createValueReader(
  field: string,
  source: string | MappedValue,
  facts: ColumnFacts,
): ValueReader {
  const {
    column,
    value: constant,
    type: given,
    missing: texts,
  } = typeof source === 'string' ? ({ column: source } as MappedValue) : source
  if (column === undefined) return () => constant ?? null
  const missing = texts ? new Set(texts) : facts.missing
  const inferred = given === undefined ? facts.inferType(column, missing) : undefined
  const type = given ?? inferred
  const where = `${field}: column ${JSON.stringify(column)}`
  const hasSample = inferred !== undefined && inferred !== 'unknown'
  // In a column without a sample, only a number that JSON cannot hold does not fit.
  const expected = type === 'json' ? 'JSON' : `a ${type === 'unknown' ? 'finite number' : type}`
  const hint = hasSample
    ? `, as in the rows before. If it is a text, write {"column": ${JSON.stringify(column)}, "type": "string"}`
    : ''
  return row => {
    const value = getColumn(row, column)
    if (isMissing(value, missing)) return null
    let converted: JsonValue | undefined
    try {
      converted = convert(value, type, facts.decimal)
    } catch (error) {
      throw new RowError(`${where} has ${describeError(error)}`, { cause: error })
    }
    if (converted !== undefined) return converted
    throw new RowError(`${where} has ${quoteValue(value)}, expected ${expected}${hint}`)
  }
}
