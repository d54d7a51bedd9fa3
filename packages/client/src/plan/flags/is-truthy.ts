/** Returns the truthiness in JsonLogic: as in JavaScript, except that an empty array is falsy. */
export const isTruthy = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : Boolean(value)
