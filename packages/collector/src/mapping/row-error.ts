/** A row cannot be mapped. The message names the field of the map, the column and what was found. */
export class RowError extends Error {
  override readonly name = 'RowError'
}
