/** Whether a value of a file means "no value". */
export function isMissing(value: unknown, missing: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return missing.has(value.trim())
  return value === undefined || value === null || Number.isNaN(value)
}
