import type { GenericSchema } from 'valibot'

type SqlValue = string | number | bigint | readonly bigint[] | readonly string[]

/** A connection to the embedded ClickHouse. Values are passed as parameters or rows, never inside the SQL. */
export interface Store {
  /** Runs a SELECT and parses each row with `schema`. Integers of 64 bits and more are strings. */
  query<Row>(
    sql: string,
    values: Record<string, SqlValue>,
    schema: GenericSchema<unknown, Row>,
  ): Promise<Row[]>
  /** Runs a statement that returns no rows. Resolves when its effect is on disk. */
  run(sql: string, values: Record<string, SqlValue>): Promise<void>
  /** Inserts rows, each the JSON text of an object. Resolves when the rows are on disk. */
  insert(table: string, rows: readonly string[]): Promise<void>
  close(): void
}
