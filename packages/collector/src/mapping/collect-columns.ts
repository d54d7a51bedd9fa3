import type { Row, Table } from '../table/table.ts'

/** Returns the columns of a file. Those of JSON lines are collected from its first rows. */
export function collectColumns({ columns }: Pick<Table, 'columns'>, sample: readonly Row[]): string[] {
  return columns ?? [...new Set(sample.flatMap(({ values }) => Object.keys(values)))]
}
