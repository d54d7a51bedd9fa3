import type { KindName } from '../../engine/kind-name.ts'
import { type PackedRecords, packRecords } from '../../log/pack-records.ts'
import { type BodyEncoding, decodeBody } from '../decode-body.ts'
import { type ParsedBatch, parseBatch } from '../parse-batch.ts'
import { recordKinds } from '../record-kind.ts'

/** A request body to parse. It can be sent to a worker. */
export interface Body {
  bytes: Uint8Array
  encoding: BodyEncoding
  list: KindName
}

/** A parsed batch. Its records are bytes, so that a worker can hand them over without a copy. */
export interface ParsedBody extends Pick<ParsedBatch, 'envelope' | 'rejected'> {
  records: PackedRecords
}

/**
 * Decodes and parses a body. Returns `null` if it decodes to more than `maxBytes` bytes.
 *
 * @throws {HttpError} As `decodeBody` and `parseBatch`.
 */
export function parseBody({ bytes, encoding, list }: Body, maxBytes: number): ParsedBody | null {
  const text = decodeBody(bytes, encoding, maxBytes)
  if (text === null) return null
  const { records, ...rest } = parseBatch(text, recordKinds[list])
  return { ...rest, records: packRecords(records) }
}
