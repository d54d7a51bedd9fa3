import { createHash } from 'node:crypto'
import { compactJson } from '../../json/compact-json.ts'

/** A digest of a JSON text as 32 hexadecimal digits. It ignores white space between tokens. */
export function textDigest(raw: string): string {
  return createHash('sha256').update(compactJson(raw)).digest('hex').slice(0, 32)
}
