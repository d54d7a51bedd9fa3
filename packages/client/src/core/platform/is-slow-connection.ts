interface Connection {
  saveData?: boolean
  effectiveType?: string
}

/** Returns whether data saving is on or the connection is 2G. Always false in Firefox and Safari, which report neither. */
export function isSlowConnection(): boolean {
  const navigator: { connection?: Connection } = Object(globalThis.navigator)
  const { connection } = navigator
  return !!(connection?.saveData || connection?.effectiveType?.endsWith('2g'))
}
