/** Names a position in a text, as editors count: `line 3, column 5`. Columns are UTF-16 units. */
export function locate(text: string, offset: number): string {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/)
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`
}
