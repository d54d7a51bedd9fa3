import type { Row } from '../table/table.ts'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/**
 * Returns the value of a column in a row, `undefined` if there is none. Without a column of that name, `a.b` is the field
 * `b` of the object in column `a`.
 */
export function getColumn({ values }: Pick<Row, 'values'>, column: string): unknown {
  if (Object.hasOwn(values, column)) return values[column]
  let value: unknown = values
  for (const key of column.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined
    value = value[key]
  }
  return value
}
