/** Says on stderr what a conflict of imported rows means. A summary over HTTP does not have them; the report does. */
export function warnOfConflicts({ conflicts, rows }: Record<string, unknown>): void {
  if (rows === undefined || typeof conflicts !== 'number' || conflicts === 0) return
  process.stderr.write(
    `${conflicts} rows are stored already, with another content. The stored pairs stay. To store them as the map says ` +
      'now, import the file as another experiment or into another folder.\n',
  )
}
