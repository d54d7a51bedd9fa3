/** Returns what an operator should know about the values of `allowOrigins`. */
export function findOriginWarnings(origins: string[]): string[] {
  const warnings = []
  if (origins.includes('null'))
    warnings.push(
      '--allow-origin null: pages of any site can read responses, because every sandboxed frame has the origin null',
    )
  if (origins.includes('file://') && !origins.includes('null'))
    warnings.push('--allow-origin file://: only some shells of apps send this; browsers send null for a file')
  return warnings
}
