import { readdir, stat, truncate, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Checkpoint } from './checkpoint.ts'
import { readSegment } from './read-segment.ts'
import type { Position, Segment, Segments } from './segment.ts'
import { parseSegmentName } from './segment-name.ts'

export interface ScannedLog {
  segments: Segments
  /** Position of the first entry after the checkpoint. */
  cursor: Position
  /** The number of entries after the checkpoint. */
  entries: number
  /** The number of records in these entries. */
  records: number
  /** The highest sequence number in the checkpoint and these entries. */
  lastSeq: number
  damagedBytes: number
}

/**
 * Scans the log of a stopped collector. Deletes the segments before the checkpoint and empty ones, cuts off interrupted
 * writes and counts the entries after the checkpoint. Damage in the middle of a segment is skipped and reported.
 */
export async function scanLog(
  folder: string,
  checkpoint: Checkpoint,
  onProblem: (message: string) => void,
): Promise<ScannedLog> {
  const scanned: ScannedLog = {
    segments: new Map(),
    cursor: { segment: checkpoint.segment, offset: checkpoint.offset },
    entries: 0,
    records: 0,
    lastSeq: checkpoint.lastSeq,
    damagedBytes: 0,
  }
  for (const { index, path } of await listSegments(folder)) {
    if (index < checkpoint.segment) {
      await unlink(path)
      continue
    }
    const { size } = await stat(path)
    const isStart = index === checkpoint.segment && checkpoint.offset <= size
    if (index === checkpoint.segment && !isStart) scanned.cursor.offset = 0
    const segment = { path, end: size, closed: true, damaged: false }
    await scanSegment(scanned, segment, isStart ? checkpoint.offset : 0, onProblem)
    if (segment.end === 0) await unlink(path)
    else scanned.segments.set(index, segment)
  }
  return scanned
}

async function scanSegment(
  scanned: ScannedLog,
  segment: Segment,
  from: number,
  onProblem: (message: string) => void,
): Promise<void> {
  for await (const item of readSegment(segment.path, from, segment.end)) {
    const bytes = item.end - item.start
    if (item.kind === 'entry') {
      scanned.entries++
      scanned.records += item.entry.records.length
      scanned.lastSeq = Math.max(scanned.lastSeq, item.entry.firstSeq + item.entry.records.length - 1)
    } else if (item.kind === 'torn') {
      await truncate(segment.path, item.start)
      segment.end = item.start
      onProblem(`${segment.path}: cut off ${bytes} bytes of an unfinished write`)
    } else {
      segment.damaged = true
      scanned.damagedBytes += bytes
      onProblem(`${segment.path}: skipped ${bytes} damaged bytes at ${item.start}; the file will be kept`)
    }
  }
}

async function listSegments(folder: string): Promise<{ index: number; path: string }[]> {
  const names = await readdir(folder)
  return names
    .flatMap(name => {
      const index = parseSegmentName(name)
      return index === null ? [] : [{ index, path: join(folder, name) }]
    })
    .sort((a, b) => a.index - b.index)
}
