import type { Row, Table, UnreadableRow } from '../table/table.ts'

/** How many rows tell the types of the columns, and how many UTF-16 units of texts at most. */
const SAMPLE_ROWS = 1_000
const SAMPLE_LENGTH = 16 * 1024 * 1024

const isRow = (row: Row | UnreadableRow): row is Row => 'values' in row

const measure = ({ values }: Row): number =>
  Object.values(values).reduce<number>(
    (sum, value) => sum + (typeof value === 'string' ? value.length : 8),
    0,
  )

/** Reads the first rows of a table. `rows` still gives all of them. */
export async function takeSample(
  table: Pick<Table, 'rows'>,
): Promise<{ sample: Row[]; rows: AsyncGenerator<Row | UnreadableRow> }> {
  const taken: (Row | UnreadableRow)[] = []
  let length = 0
  let failure: { error: unknown } | undefined
  while (taken.length < SAMPLE_ROWS && length < SAMPLE_LENGTH) {
    try {
      const next = await table.rows.next()
      if (next.done === true) break
      taken.push(next.value)
      if (isRow(next.value)) length += measure(next.value)
    } catch (error) {
      // It comes again after the rows before it.
      failure = { error }
      break
    }
  }
  async function* rows(): AsyncGenerator<Row | UnreadableRow> {
    yield* taken
    if (failure !== undefined) throw failure.error
    yield* table.rows
  }
  return { sample: taken.filter(isRow), rows: rows() }
}
