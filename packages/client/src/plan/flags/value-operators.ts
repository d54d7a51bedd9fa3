import { isTruthy } from './is-truthy.ts'
import type { ValueOperator } from './operator.ts'
import { readVariable } from './read-variable.ts'
import { toText } from './to-text.ts'

/** Compares like JavaScript's `<`: two strings by their characters, other values as numbers. */
function isLess(a: unknown, b: unknown, orEqual: boolean): boolean {
  const [left, right] = [a, b].map(value => (typeof value === 'object' && value ? toText(value) : value))
  if (typeof left === 'string' && typeof right === 'string') return orEqual ? left <= right : left < right
  return orEqual ? Number(left) <= Number(right) : Number(left) < Number(right)
}

/** Creates an operator that tests whether two or three values are in ascending order. */
const inOrder =
  (orEqual: boolean): ValueOperator =>
  ([a, b, c]) =>
    isLess(a, b, orEqual) && (c === undefined || isLess(b, c, orEqual))

// oxlint-disable-next-line eqeqeq -- JsonLogic's "==" coerces as JavaScript's
const isLooselyEqual = (a: unknown, b: unknown) => a == b

const toNumber = (value: unknown) => Number.parseFloat(toText(value))

const missing = (keys: unknown[], data: unknown) =>
  keys.filter(key => {
    const value = readVariable(data, key)
    return value === null || value === ''
  })

/** Maximum length of a text that `in` searches for. The search time can grow with the product of both lengths. */
const MAX_NEEDLE_LENGTH = 256

const toNeedle = (value: unknown) => {
  const needle = toText(value)
  if (needle.length > MAX_NEEDLE_LENGTH)
    throw new Error(`targeting: in: expected at most ${MAX_NEEDLE_LENGTH} characters`)
  return needle
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])

/**
 * JsonLogic's operators on values, https://jsonlogic.com/operations.html, with the coercion of its JavaScript
 * implementation.
 */
export const valueOperators: Record<string, ValueOperator> = {
  var: ([path, fallback], data) => readVariable(data, path, fallback),
  missing: (args, data) => missing(Array.isArray(args[0]) ? args[0] : args, data),
  missing_some([needed, keys], data) {
    const absent = missing(asList(keys), data)
    return asList(keys).length - absent.length >= Number(needed) ? [] : absent
  },
  '==': ([a, b]) => isLooselyEqual(a, b),
  '!=': ([a, b]) => !isLooselyEqual(a, b),
  '===': ([a, b]) => a === b,
  '!==': ([a, b]) => a !== b,
  '!': ([a]) => !isTruthy(a),
  '!!': ([a]) => isTruthy(a),
  '<': inOrder(false),
  '<=': inOrder(true),
  '>': ([a, b]) => isLess(b, a, false),
  '>=': ([a, b]) => isLess(b, a, true),
  '+': args => args.reduce<number>((sum, value) => sum + toNumber(value), 0),
  '*': args => args.map(toNumber).reduce((product, value) => product * value),
  '-': ([a, b]) => (b === undefined ? -Number(a) : Number(a) - Number(b)),
  '/': ([a, b]) => Number(a) / Number(b),
  '%': ([a, b]) => Number(a) % Number(b),
  min: args => Math.min(...args.map(Number)),
  max: args => Math.max(...args.map(Number)),
  merge: args => args.flat(),
  in: ([needle, haystack]) =>
    typeof haystack === 'string'
      ? haystack.includes(toNeedle(needle))
      : Array.isArray(haystack) && haystack.indexOf(needle) >= 0,
  cat: args => args.join(''),
  substr([text, start, length]) {
    const rest = toText(text).slice(Number(start))
    return length === undefined ? rest : rest.slice(0, Number(length))
  },
  // It does not log, because a flag file must not write to the page's console.
  log: ([value]) => value,
}
