import type { BodyEncoding } from './decode-body.ts'

/** Names of codings, in lower case: they are case-insensitive, and `x-gzip` is `gzip` (RFC 9110, 8.4.1). */
const CODINGS: Map<string, BodyEncoding> = new Map([
  ['identity', 'identity'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
])

/**
 * Reads a list of content codings, as in `Content-Encoding`. `identity` in a list changes nothing. Returns `null` for an
 * unknown coding, and for gzip within gzip, which only an attacker would send.
 */
export function toContentCoding(text: string): BodyEncoding | null {
  const names = text.split(',').map(name => name.trim().toLowerCase())
  const codings = names.filter(name => name !== '').map(name => CODINGS.get(name) ?? null)
  const applied = codings.filter(coding => coding !== 'identity')
  const [coding = 'identity'] = applied
  return applied.length > 1 ? null : coding
}
