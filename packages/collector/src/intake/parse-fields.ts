/** Returns the object with these fields, whose JSON texts are valid. */
export function parseFields(fields: ReadonlyMap<string, string>): Record<string, unknown> {
  return Object.fromEntries(Array.from(fields, ([key, text]): [string, unknown] => [key, JSON.parse(text)]))
}
