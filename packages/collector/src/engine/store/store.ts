import type { GenericSchema } from 'valibot'

type SqlValue = string | number | bigint | readonly bigint[] | readonly string[]

/** ClickHouse, wherever it runs. Values reach it as parameters or rows, never inside the SQL. */
export interface Store {
  /** Rows of a SELECT, each parsed by `schema`. Integers of 64 bits and more arrive as strings. */
  query<Row>(
    sql: string,
    values: Record<string, SqlValue>,
    schema: GenericSchema<unknown, Row>,
  ): Promise<Row[]>
  /** Inserts rows, each the JSON text of an object. When it resolves they are on disk. */
  insert(table: string, rows: readonly string[]): Promise<void>
  close(): void
}
