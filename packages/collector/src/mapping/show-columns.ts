const MAX_SHOWN_COLUMNS = 60

/** Lists the columns of a file for a message. */
export function showColumns(columns: readonly string[]): string {
  const shown = columns.slice(0, MAX_SHOWN_COLUMNS).map(column => JSON.stringify(column))
  const rest = columns.length - shown.length
  return `${shown.join(', ') || 'none'}${rest > 0 ? ` and ${rest} more` : ''}`
}
