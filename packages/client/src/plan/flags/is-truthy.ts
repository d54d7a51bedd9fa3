/** JsonLogic's truth: that of JavaScript, but an empty array is false. */
export const isTruthy = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : Boolean(value)
