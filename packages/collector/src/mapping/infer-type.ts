import { type DecimalSeparator, parseNumber } from './parse-number.ts'

const BOOLEAN = /^(?:true|false)$/i
/** Postcodes and other codes that would lose their zeros. */
const LEADING_ZERO = /^[+-]?0\d/
/** Counts as a number, although JSON cannot hold it: then the row is named, and the column stays one of numbers. */
const INFINITE = /^[+-]?inf(?:inity)?$/i
/** A column with this share of numbers is one of numbers. The rows with something else are named. */
const NUMBER_SHARE = 0.9

/** What a column of texts holds. `unknown` for a column without values. */
export type InferredType = 'string' | 'number' | 'boolean' | 'unknown'

/** Tells what a column of texts holds. `values` are its texts without those that mean "no value". */
export function inferType(values: readonly string[], decimal: DecimalSeparator): InferredType {
  const texts = values.map(value => value.trim())
  if (texts.length === 0) return 'unknown'
  if (texts.every(text => BOOLEAN.test(text))) return 'boolean'
  if (texts.some(text => LEADING_ZERO.test(text))) return 'string'
  const numbers = texts.filter(text => INFINITE.test(text) || parseNumber(text, decimal) !== undefined)
  return numbers.length >= NUMBER_SHARE * texts.length ? 'number' : 'string'
}

/** Finds a number with a comma in a column that is one of numbers only if commas separate decimals. */
export function findDecimalComma(values: readonly string[]): string | undefined {
  return inferType(values, '.') === 'string' && inferType(values, ',') === 'number'
    ? values.find(value => value.includes(','))
    : undefined
}
