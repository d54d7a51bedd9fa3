/** Guards an object. Accepts arrays, but not functions or null. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
