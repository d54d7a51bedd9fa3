import { crc32 } from 'node:zlib'
import type { LogEntry } from './log-entry.ts'
import type { PackedRecords } from './pack-records.ts'

/*
 * An entry on disk has these parts, in this order. Numbers are little-endian with 32 bits.
 *
 * - 4 bytes of magic
 * - the length of the header
 * - the length of the payload
 * - the CRC-32 of both lengths, the header and the payload
 * - the header, as JSON. It contains the length of each record's text.
 * - the payload: the texts of the records, without separators
 */
const MAGIC = 'SMJ1'

/** The first bytes of every entry. They locate the next entry after a damaged one. */
export const ENTRY_MAGIC: Buffer = Buffer.from(MAGIC, 'latin1')

/** Bytes before the header. */
export const FRAME_BYTES = 16

/** Maximum size of header and payload together. A frame with a larger size counts as damaged. Bytes. */
const MAX_ENTRY_BYTES = 64 * 1024 * 1024

type Header = Omit<LogEntry, 'records'> & { records: PackedRecords['heads'] }

/** An entry before it is written. */
export interface NewEntry extends Omit<LogEntry, 'records'> {
  records: PackedRecords
}

/** Returns the bytes of an entry: frame, header and payload. */
export function encodeEntry({ records: { heads, payload }, ...entry }: NewEntry): Buffer {
  const header: Header = { ...entry, records: heads }
  const headerBytes = Buffer.from(JSON.stringify(header), 'utf8')
  const frame = Buffer.alloc(FRAME_BYTES)
  frame.write(MAGIC, 0, 'latin1')
  frame.writeUInt32LE(headerBytes.length, 4)
  frame.writeUInt32LE(payload.length, 8)
  frame.writeUInt32LE(computeChecksum(frame, headerBytes, payload), 12)
  return Buffer.concat([frame, headerBytes, payload])
}

/** Returns the size of header and payload that a frame contains, or `null` for an invalid frame. */
export function readFrame(frame: Buffer): { bodyBytes: number } | null {
  if (frame.length < FRAME_BYTES || !frame.subarray(0, 4).equals(ENTRY_MAGIC)) return null
  const bodyBytes = frame.readUInt32LE(4) + frame.readUInt32LE(8)
  return bodyBytes > MAX_ENTRY_BYTES ? null : { bodyBytes }
}

/** Returns the entry, or `null` if the checksum does not match because the entry is torn or damaged. */
export function decodeEntry(frame: Buffer, body: Buffer): LogEntry | null {
  if (frame.readUInt32LE(12) !== computeChecksum(frame, body)) return null
  const headerBytes = frame.readUInt32LE(4)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- encodeEntry wrote every body that passes the checksum
  const header = JSON.parse(body.toString('utf8', 0, headerBytes)) as Header
  let at = headerBytes
  const records = header.records.map(({ id, experiment, bytes }) => {
    const raw = body.toString('utf8', at, at + bytes)
    at += bytes
    return { id, experiment, raw }
  })
  return { ...header, records }
}

const computeChecksum = (frame: Buffer, ...parts: Uint8Array[]): number =>
  parts.reduce((sum, part) => crc32(part, sum), crc32(frame.subarray(4, 12)))
