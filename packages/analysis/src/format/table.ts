import { printable, wholePrintable } from './printable.ts'

/**
 * Rows of cells as aligned lines, two blanks between columns, indented by two. The last column is not padded. Cells are
 * cut, unless they are asked for `whole`.
 */
export function table(
  rows: readonly (readonly string[])[],
  { whole = false }: { whole?: boolean } = {},
): string[] {
  const cells = rows.map(row => row.map(whole ? wholePrintable : printable))
  const width = (column: number): number => Math.max(...cells.map(row => (row[column] ?? '').length))
  const widths = (cells[0] ?? []).map((_, column) => width(column))
  return cells.map(row => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd())
}
