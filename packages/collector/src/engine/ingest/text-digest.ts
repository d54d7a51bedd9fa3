import { createHash } from 'node:crypto'
import { compactJson } from '../../json/compact-json.ts'

/** 32 hexadecimal digits that stand for a JSON text; white space between its tokens makes no difference. */
export function textDigest(raw: string): string {
  return createHash('sha256').update(compactJson(raw)).digest('hex').slice(0, 32)
}
