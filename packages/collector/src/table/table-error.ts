/** A file cannot be read as a table, or cannot be read any further. The message says what was found and where. */
export class TableError extends Error {
  override readonly name = 'TableError'
}
