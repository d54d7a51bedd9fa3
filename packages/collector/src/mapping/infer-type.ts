import { type DecimalSeparator, parseNumber } from './parse-number.ts'

const BOOLEAN = /^(?:true|false)$/i
/** Postcodes and other codes that would lose their zeros. */
const LEADING_ZERO = /^[+-]?0\d/
/** It makes no column a text. A row that has it is named, because JSON cannot hold it. */
const INFINITE = /^[+-]?inf(?:inity)?$/i

/** What a column of texts holds. `unknown` for a column without values. */
export type InferredType = 'string' | 'number' | 'boolean' | 'unknown'

/** Tells what a column of texts holds. `values` are its texts without those that mean "no value". */
export function inferType(values: readonly string[], decimal: DecimalSeparator): InferredType {
  const texts = values.map(value => value.trim())
  if (texts.length === 0) return 'unknown'
  if (texts.every(text => BOOLEAN.test(text))) return 'boolean'
  const isNumber = (text: string): boolean =>
    INFINITE.test(text) || (!LEADING_ZERO.test(text) && parseNumber(text, decimal) !== undefined)
  return texts.every(isNumber) ? 'number' : 'string'
}
