/** The data of one row. */
export interface Row {
  /** The line in which the row begins, in CSV and JSON lines. In Parquet, the number of the row. Both start at 1. */
  number: number
  /** By column. Texts in CSV; what the file holds in JSON lines and Parquet. */
  values: Readonly<Record<string, unknown>>
}

/** A row that cannot be read. The rows after it can. */
export interface UnreadableRow {
  number: number
  problem: string
}

/** The rows of a file. */
export interface Table {
  format: 'csv' | 'jsonl' | 'parquet'
  /** The names of the columns. `null` for JSON lines, whose rows bring their own. */
  columns: string[] | null
  /** Throws a `TableError` where the rest of the file cannot be read. `return()` closes the file. */
  rows: AsyncGenerator<Row | UnreadableRow>
}
