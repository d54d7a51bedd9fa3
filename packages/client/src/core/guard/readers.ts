import { InvalidOptionError } from '../errors/invalid-option-error.ts'
import { isObject } from './is-object.ts'

/** Validates an untrusted value and fills in defaults. Throws `InvalidOptionError` with the path of the option. */
export type Read<Value> = (given: unknown, path: string) => Value

/** Reads a value for which `holds` is truthy. `fallback` replaces `undefined` before the check. */
export const mustBe =
  <Value>(holds: (value: unknown) => unknown, expected: string, fallback?: Value): Read<Value> =>
  (value = fallback, path) => {
    if (!holds(value)) throw new InvalidOptionError(path, expected)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `holds` has checked it
    return value as Value
  }

/** Reads one of `words`. */
export const oneOf = <Word>(words: Word[] & unknown[], fallback?: Word): Read<Word> =>
  mustBe(value => words.includes(value), words.join(' or '), fallback)

/** Reads a string of 1 to `max` UTF-16 units. */
export const text = (max: number): Read<string> =>
  mustBe(value => typeof value === 'string' && value && value.length <= max, `1 to ${max} characters`)

/** Reads a string of 1 to 256 UTF-16 units, the limit of names and ids in the protocol. */
export const label: Read<string> = text(256)

/** Reads a function. `expected` is what to write instead of anything else. */
export const functionOr = (expected: string): Read<unknown> =>
  mustBe(value => typeof value === 'function', expected)

export const callback: Read<unknown> = functionOr('a function')

/** Allows `undefined`, which stays `undefined`. */
export const optional =
  <Value>(read: Read<Value>): Read<Value | undefined> =>
  (given, path) =>
    given === undefined ? given : read(given, path)

export const optionalCallback: Read<unknown> = optional(callback)

/** Reads an option that must not be there. */
export const absent = (expected: string): Read<undefined> => mustBe(value => value === undefined, expected)

/**
 * Reads an object with these fields. If `isOpen`, it omits unknown fields. Otherwise, it throws if one has a value.
 * `expected` is what to write instead of something that is not an object.
 */
export const object =
  <Value extends object>(
    fields: { [Key in keyof Value]: Read<Value[Key]> },
    isOpen?: boolean,
    expected = 'an object',
  ): Read<Value> =>
  (given, path) => {
    if (!isObject(given)) throw new InvalidOptionError(path || 'options', expected)
    const read = (name: string) =>
      (
        (fields as Record<string, Read<unknown>>)[name] ??
        absent(`option ${Object.keys(fields).join(' or ')}`)
      )(given[name], path ? `${path}.${name}` : name)
    // The given fields come first: a misspelt name explains why another field is missing.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each field was read
    return Object.fromEntries(
      Object.keys(isOpen ? fields : { ...given, ...fields }).map(name => [name, read(name)]),
    ) as Value
  }
