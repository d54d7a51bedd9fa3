// Other keys are quoted, so that they cannot be mistaken for nesting or for an inherited property.
const PLAIN = /^[^\s.[\]"$][^\s.[\]"]*$/
const INHERITED = new Set(['__proto__', 'prototype', 'constructor'])

/** The path of the output itself if it is a number, string or boolean. */
export const ROOT = '$'

/**
 * Returns the path of `key` under `parent`. Plain keys give `a.b`. Keys are quoted (`["a.b"]`) if they contain dots,
 * brackets, quotes or spaces, start with `$`, or are `__proto__`, `prototype` or `constructor`.
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
