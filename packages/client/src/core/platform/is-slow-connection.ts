interface Connection {
  saveData?: boolean
  effectiveType?: string
}

/** Whether the user asks to save data, or the connection is as slow as 2g. Where the page cannot know (Firefox, Safari): no. */
export function isSlowConnection(): boolean {
  const navigator: { connection?: Connection } = Object(globalThis.navigator)
  const { connection } = navigator
  return !!(connection?.saveData || connection?.effectiveType?.endsWith('2g'))
}
