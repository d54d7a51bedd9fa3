/** `count` different inputs, with ids that start with `prefix`. */
export const inputs = (prefix: string, count: number): { id: string }[] =>
  Array.from({ length: count }, (_, n) => ({ id: `${prefix}-${n}` }))
