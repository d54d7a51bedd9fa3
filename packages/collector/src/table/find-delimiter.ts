const DELIMITERS = [',', ';', '\t', '|']

/** Returns the delimiter that is most frequent in the first line, outside quotes. A comma if there is none. */
export function findDelimiter(text: string, quote: string): string {
  const counts = new Map(DELIMITERS.map(delimiter => [delimiter, 0]))
  let quoted = false
  for (const character of text) {
    if (character === quote) quoted = !quoted
    if (quoted) continue
    if (character === '\n' || character === '\r') break
    const count = counts.get(character)
    if (count !== undefined) counts.set(character, count + 1)
  }
  const [first = ','] = DELIMITERS.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
  return first
}
