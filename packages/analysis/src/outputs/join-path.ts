// Other keys are quoted, so that they cannot be mistaken for nesting or for an inherited property.
const PLAIN = /^[^\s.[\]"$][^\s.[\]"]*$/
const INHERITED = new Set(['__proto__', 'prototype', 'constructor'])

/** The path of the output itself. Paths of keys and elements do not start with it. */
export const ROOT = '$'

/**
 * Returns the path of `key` under `parent`, such as `a.b`. A key is quoted (`["a.b"]`) if it is empty, contains a dot,
 * a square bracket, a double quote or white space, starts with `$`, or is `__proto__`, `prototype` or `constructor`.
 */
export function joinKey(parent: string, key: string): string {
  if (!PLAIN.test(key) || INHERITED.has(key))
    return `${parent === ROOT ? '' : parent}[${JSON.stringify(key)}]`
  return parent === ROOT ? key : `${parent}.${key}`
}

/** Returns the path of one position of the vector at `parent`. */
export function joinPosition(parent: string, position: number): string {
  return parent === ROOT ? `[${position}]` : `${parent}[${position}]`
}

/** Returns the path that all elements of the array at `parent` share. */
export function joinElement(parent: string): string {
  return parent === ROOT ? '[]' : `${parent}[]`
}
