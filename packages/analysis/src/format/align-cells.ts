import { toPrintable, toShortPrintable } from './to-printable.ts'

/**
 * Aligns rows of cells in the columns of the first row, indented by two spaces. Escapes unprintable characters. Cuts
 * long cells unless `whole` is set.
 */
export function alignCells(
  rows: readonly (readonly string[])[],
  { whole = false }: { whole?: boolean } = {},
): string[] {
  const cells = rows.map(row => row.map(whole ? toPrintable : toShortPrintable))
  const width = (column: number): number => Math.max(...cells.map(row => (row[column] ?? '').length))
  const widths = (cells[0] ?? []).map((_, column) => width(column))
  return cells.map(row => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd())
}
