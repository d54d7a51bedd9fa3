// A quoted key can never be mistaken for nesting, nor for a property that every object inherits.
const PLAIN = /^[^\s.[\]"$][^\s.[\]"]*$/
const INHERITED = new Set(['__proto__', 'prototype', 'constructor'])

/** The path of the output itself, when it is a bare number, text or boolean. */
export const ROOT = '$'

/**
 * The path of `key` under `parent`: `a.b` for plain keys, `["a.b"]` for keys with dots, brackets, quotes, blanks, a
 * leading `$`, and for `__proto__`, `prototype` and `constructor`.
 */
export function keyPath(parent: string, key: string): string {
  if (!PLAIN.test(key) || INHERITED.has(key))
    return `${parent === ROOT ? '' : parent}[${JSON.stringify(key)}]`
  return parent === ROOT ? key : `${parent}.${key}`
}

/** The path that all elements of the array at `parent` share. */
export function elementPath(parent: string): string {
  return parent === ROOT ? '[]' : `${parent}[]`
}
