import * as v from 'valibot'

/** Any value that JSON can carry. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject

export interface JsonObject {
  [key: string]: JsonValue
}

/**
 * Accepts any value but `undefined`. It is not walked: what arrives over the wire came from `JSON.parse` and is
 * JSON already, and a schema that copied it would lose keys such as `__proto__`.
 */
export const JsonValueSchema: v.GenericSchema<unknown, JsonValue> = v.custom<JsonValue>(
  value => value !== undefined,
  'Expected a JSON value',
)
