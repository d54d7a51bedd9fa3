import { printable, wholePrintable } from './printable.ts'

/**
 * Aligns rows of cells in columns, indented by two spaces. Long cells are cut unless `whole` is set.
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
