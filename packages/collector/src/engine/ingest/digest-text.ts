import { createHash } from 'node:crypto'
import { compactJson } from '../../json/compact-json.ts'

/**
 * Returns the first 32 hexadecimal digits of the SHA-256 of a JSON text, without the white space between its tokens.
 */
export function digestText(raw: string): string {
  return createHash('sha256').update(compactJson(raw)).digest('hex').slice(0, 32)
}
