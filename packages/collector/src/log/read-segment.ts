import { type FileHandle, open } from 'node:fs/promises'
import { decodeEntry, ENTRY_MAGIC, FRAME_BYTES, readFrame } from './entry-codec.ts'
import type { LogEntry } from './log-entry.ts'

/** An entry or invalid bytes of a segment. `start` and `end` are byte offsets. */
export type SegmentItem =
  | { kind: 'entry'; entry: LogEntry; start: number; end: number }
  /** Invalid bytes that are followed by another entry. */
  | { kind: 'damage'; start: number; end: number }
  /** Invalid bytes up to the end, as an interrupted write leaves them. */
  | { kind: 'torn'; start: number; end: number }

const SEARCH_BYTES = 1024 * 1024

/** Reads the entries and the invalid bytes of a segment, from offset `from` to `end`. */
export async function* readSegment(path: string, from: number, end: number): AsyncGenerator<SegmentItem> {
  const file = await open(path, 'r')
  try {
    let start = from
    while (start < end) {
      const found = await readEntry(file, start, end)
      if (found) {
        yield { kind: 'entry', entry: found.entry, start, end: found.end }
        start = found.end
        continue
      }
      const next = await findEntry(file, start + 1, end)
      yield next === null ? { kind: 'torn', start, end } : { kind: 'damage', start, end: next }
      start = next ?? end
    }
  } finally {
    await file.close()
  }
}

async function readEntry(
  file: FileHandle,
  start: number,
  end: number,
): Promise<{ entry: LogEntry; end: number } | null> {
  const frame = await readBytes(file, start, Math.min(FRAME_BYTES, end - start))
  const lengths = readFrame(frame)
  const bodyStart = start + FRAME_BYTES
  if (!lengths || bodyStart + lengths.bodyBytes > end) return null
  const body = await readBytes(file, bodyStart, lengths.bodyBytes)
  if (body.length < lengths.bodyBytes) return null
  const entry = decodeEntry(frame, body)
  return entry && { entry, end: bodyStart + lengths.bodyBytes }
}

/** Returns the offset of the next valid entry, or `null` if there is none. */
async function findEntry(file: FileHandle, from: number, end: number): Promise<number | null> {
  for (let at = from; at < end; at += SEARCH_BYTES) {
    // Windows overlap, because the magic bytes can span two of them.
    const window = await readBytes(file, at, Math.min(SEARCH_BYTES + ENTRY_MAGIC.length - 1, end - at))
    for (let hit = window.indexOf(ENTRY_MAGIC); hit !== -1; hit = window.indexOf(ENTRY_MAGIC, hit + 1)) {
      if (await readEntry(file, at + hit, end)) return at + hit
    }
  }
  return null
}

async function readBytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}
