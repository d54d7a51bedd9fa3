/** Returns the column of a source. `undefined` for a constant, and for a field that the map does not have. */
export const columnOf = (source: string | { column?: string } | undefined): string | undefined =>
  typeof source === 'object' ? source.column : source
