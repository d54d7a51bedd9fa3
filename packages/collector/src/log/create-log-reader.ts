import { rename, unlink } from 'node:fs/promises'
import type { LogEntry } from './log-entry.ts'
import { readSegment } from './read-segment.ts'
import type { Position, Segment, Segments } from './segment.ts'

/** Consecutive entries of one segment that are stored together. */
export interface LogGroup {
  entries: LogEntry[]
  /** The number of records in the entries. */
  records: number
  /** Where the next group starts. */
  end: Position
}

export interface LogReader {
  /**
   * Reads entries of one segment up to the limits. A single entry may exceed them. Skips damaged bytes, so a group
   * without entries is possible. Returns `null` at the end of the log. Reads from the same position until `advance`.
   */
  next(limits: { maxRecords: number; maxBytes: number }): Promise<LogGroup | null>
  /** Moves past the group. */
  advance(group: LogGroup): void
  /** Deletes the closed segments that were read completely. Renames damaged ones instead. */
  discardRead(): Promise<void>
  cursor(): Position
  /** Unread bytes on disk. */
  backlogBytes(): number
}

export function createLogReader(
  segments: Segments,
  start: Position,
  onProblem: (message: string) => void,
): LogReader {
  let cursor = start

  /** Moves to the first segment with unread bytes. */
  const current = (): Segment | null => {
    for (const index of [...segments.keys()].sort((a, b) => a - b)) {
      const segment = segments.get(index)
      if (!segment || index < cursor.segment) continue
      if (index > cursor.segment) cursor = { segment: index, offset: 0 }
      if (cursor.offset < segment.end) return segment
      if (!segment.closed) return null
    }
    return null
  }

  const discard = async (segment: Segment): Promise<void> => {
    try {
      if (segment.damaged) await rename(segment.path, `${segment.path}.damaged`)
      else await unlink(segment.path)
    } catch (error) {
      onProblem(`The log could not remove ${segment.path}: ${String(error)}`)
    }
  }

  return {
    next: async ({ maxRecords, maxBytes }) => {
      const segment = current()
      if (!segment) return null
      const group: LogGroup = { entries: [], records: 0, end: { ...cursor } }
      for await (const item of readSegment(segment.path, cursor.offset, segment.end)) {
        if (item.kind === 'entry') {
          const records = group.records + item.entry.records.length
          const isFull = records > maxRecords || item.end - cursor.offset > maxBytes
          if (isFull && group.entries.length > 0) break
          group.entries.push(item.entry)
          group.records = records
        }
        group.end.offset = item.end
      }
      return group
    },
    advance: group => {
      cursor = group.end
    },
    discardRead: async () => {
      for (const [index, segment] of segments) {
        const isDone = index < cursor.segment || (index === cursor.segment && cursor.offset >= segment.end)
        if (!isDone || !segment.closed) continue
        segments.delete(index)
        if (index === cursor.segment) cursor = { segment: index + 1, offset: 0 }
        await discard(segment)
      }
    },
    cursor: () => cursor,
    backlogBytes: () => {
      let bytes = 0
      for (const [index, segment] of segments) {
        if (index === cursor.segment) bytes += segment.end - cursor.offset
        else if (index > cursor.segment) bytes += segment.end
      }
      return bytes
    },
  }
}
