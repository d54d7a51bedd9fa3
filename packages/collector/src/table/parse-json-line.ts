/**
 * Parses JSON. A whole number that a JavaScript number cannot hold becomes its text, because an id must not change.
 *
 * @throws {SyntaxError}
 */
export function parseJsonLine(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text)
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => {
    const source = context?.source
    const isLossy = typeof value === 'number' && source !== undefined && /^-?\d+$/.test(source)
    return isLossy && !Number.isSafeInteger(value) ? source : value
  })
}
