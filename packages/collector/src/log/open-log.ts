import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { encodeEntry } from './entry-codec.ts'
import { groupCommit } from './group-commit.ts'
import type { LogEntry } from './log-entry.ts'
import { LogFullError } from './log-full-error.ts'
import { DEFAULT_LOG_LIMITS, type LogLimits } from './log-limits.ts'
import { type LogGroup, logReader } from './log-reader.ts'
import { scanLog } from './scan-log.ts'
import { type OpenSegmentFile, openSegmentFile, syncFolder } from './segment-file.ts'
import { segmentWriter } from './segment-writer.ts'

export interface LogOptions {
  folder: string
  /** The highest sequence number the engine knows: new ones are higher. */
  afterSeq: number
  limits?: Partial<LogLimits>
  /** Default: real files. */
  openFile?: OpenSegmentFile
  onProblem: (message: string) => void
}

export interface LogState {
  /** Entries on disk since the log was opened, those found then included. */
  durableEntries: number
  /** How many of them are released. */
  releasedEntries: number
  /** On disk and not released. */
  backlogRecords: number
  backlogBytes: number
  /** In memory, waiting for the disk. */
  pendingBytes: number
  writtenBytes: number
  damagedBytes: number
  lastSeq: number
}

/** The durable log between intake and engine. One process owns the folder; one reader releases what is stored. */
export interface Log {
  /**
   * Resolves when the entry is on disk.
   *
   * @throws {LogFullError} A limit is reached.
   * @throws {LogWriteError} The disk failed.
   */
  append(entry: Omit<LogEntry, 'firstSeq'>): Promise<void>
  /** Throws what `append` would throw for `records` more records, before anything is read or parsed. */
  assertRoom(records: number): void
  next(limits: { maxRecords: number; maxBytes: number }): Promise<LogGroup | null>
  /** The group is stored in the engine: it is not read again, also after a restart. */
  release(group: LogGroup): Promise<void>
  state: () => LogState
  close(): Promise<void>
}

export async function openLog({ folder, afterSeq, onProblem, ...options }: LogOptions): Promise<Log> {
  const limits: LogLimits = { ...DEFAULT_LOG_LIMITS, ...options.limits }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await syncFolder(dirname(folder))
  const checkpoint = await readCheckpoint(folder)
  const scanned = await scanLog(folder, checkpoint, onProblem)
  const { segments } = scanned
  const used = checkpoint.offset > 0 ? checkpoint.segment + 1 : checkpoint.segment
  const firstIndex = Math.max(used, 1, ...[...segments.keys()].map(index => index + 1))
  const openFile = options.openFile ?? openSegmentFile
  const writer = segmentWriter({
    folder,
    segments,
    firstIndex,
    openFile,
    onProblem,
    segmentBytes: limits.segmentBytes,
  })
  const reader = logReader(segments, scanned.cursor, onProblem)
  let nextSeq = Math.max(scanned.lastSeq, afterSeq) + 1
  let durableEntries = scanned.entries
  let releasedEntries = 0
  let backlogRecords = scanned.records
  let pendingRecords = 0
  let writtenBytes = 0
  const commits = groupCommit(async group => {
    await writer.write(group)
    writtenBytes += group.length
  })

  const assertRoom = (records: number): void => {
    if (backlogRecords + pendingRecords + records > limits.backlogRecords) {
      throw new LogFullError(`${limits.backlogRecords} records wait for the engine`)
    }
    if (reader.backlogBytes() + commits.pendingBytes() > limits.backlogBytes) {
      throw new LogFullError(`${limits.backlogBytes} bytes wait for the engine`)
    }
    if (commits.pendingBytes() > limits.pendingBytes) {
      throw new LogFullError(`${limits.pendingBytes} bytes wait for the disk`)
    }
  }

  return {
    assertRoom,
    append: async entry => {
      const count = entry.records.length
      assertRoom(count)
      // Given out once, also when the write fails: its bytes may be on disk all the same.
      const firstSeq = nextSeq
      nextSeq += count
      pendingRecords += count
      try {
        await commits.add(encodeEntry({ ...entry, firstSeq }))
      } finally {
        pendingRecords -= count
      }
      durableEntries++
      backlogRecords += count
    },
    next: bounds => reader.next(bounds),
    release: async group => {
      reader.advance(group)
      releasedEntries += group.entries.length
      backlogRecords -= group.records
      try {
        await writeCheckpoint(folder, { ...reader.cursor(), lastSeq: nextSeq - 1 })
      } catch (error) {
        // Without it a restart stores the group again, which changes nothing. A full disk must not stop the draining
        // that frees it.
        onProblem(`The log's checkpoint could not be written: ${String(error)}`)
      }
      await reader.discardRead()
    },
    state: () => ({
      durableEntries,
      releasedEntries,
      backlogRecords,
      backlogBytes: reader.backlogBytes(),
      pendingBytes: commits.pendingBytes(),
      writtenBytes,
      damagedBytes: scanned.damagedBytes,
      lastSeq: nextSeq - 1,
    }),
    close: async () => {
      await commits.idle()
      await writer.close()
    },
  }
}
