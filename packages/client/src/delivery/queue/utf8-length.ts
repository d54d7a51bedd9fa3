/** Returns the length of `text` in bytes, as it is sent. */
export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length
}
