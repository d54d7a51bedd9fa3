/** The number of bytes that `text` takes on the wire. */
export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length
}
