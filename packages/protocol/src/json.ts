import * as v from 'valibot'

/** Any value that JSON can carry. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject

export interface JsonObject {
  [key: string]: JsonValue
}

/**
 * Accepts any value except `undefined`. It does not check nested values, because they come from `JSON.parse` and are
 * JSON already. A schema that copied them would lose keys such as `__proto__`.
 */
export const JsonValueSchema: v.GenericSchema<unknown, JsonValue> = v.custom<JsonValue>(
  value => value !== undefined,
  'Expected a JSON value',
)
