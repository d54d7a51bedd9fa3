import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { createGroupCommit } from './create-group-commit.ts'
import { createLogReader, type LogGroup } from './create-log-reader.ts'
import { createSegmentWriter } from './create-segment-writer.ts'
import { encodeEntry, type NewEntry } from './entry-codec.ts'
import { LogFullError } from './log-full-error.ts'
import { DEFAULT_LOG_LIMITS, LARGE_ENTRY_BYTES, LARGE_ENTRY_SHARE, type LogLimits } from './log-limits.ts'
import { scanLog } from './scan-log.ts'
import { type OpenSegmentFile, openSegmentFile, syncFolder } from './segment-file.ts'

export interface LogOptions {
  folder: string
  /** The highest sequence number in the engine. New records get higher ones. */
  afterSeq: number
  limits?: Partial<LogLimits>
  /** @default openSegmentFile */
  openFile?: OpenSegmentFile
  onProblem: (message: string) => void
}

export interface LogState {
  /** Entries written since the log was opened, plus those found when it was opened. */
  durableEntries: number
  /** How many of `durableEntries` were released. */
  releasedEntries: number
  /** Records on disk that were not released. */
  backlogRecords: number
  /** Bytes on disk that were not released. */
  backlogBytes: number
  /** Bytes in memory that wait to be written. */
  pendingBytes: number
  /** Bytes written since the log was opened. */
  writtenBytes: number
  /** Size of the last write if it failed, else 0. */
  failedBytes: number
  /** Damaged bytes found when the log was opened. */
  damagedBytes: number
  /** The highest sequence number assigned so far. */
  lastSeq: number
}

/** The durable log between intake and engine. It has one owner process and one reader. */
export interface Log {
  /**
   * Assigns sequence numbers to the entry's records. Resolves when the entry is on disk.
   *
   * @throws {LogFullError} The log has reached a limit.
   * @throws {LogWriteError} The write failed.
   */
  append(entry: Omit<NewEntry, 'firstSeq'>): Promise<void>
  /**
   * Call this before reading or parsing a batch.
   *
   * @param bytes The size of the records' texts. Large batches have half of the room, so that a few of them cannot keep
   * out all others.
   * @throws {LogFullError} `records` more records do not fit, or the log has reached a limit of bytes.
   */
  assertRoom(records: number, bytes?: number): void
  /** Reads the next group, as `LogReader.next` does, until it is released. */
  next(limits: { maxRecords: number; maxBytes: number }): Promise<LogGroup | null>
  /**
   * Marks the group as stored in the engine. The group is not read again, except after a restart if the checkpoint
   * could not be written.
   */
  release(group: LogGroup): Promise<void>
  /** Starts a new segment with the next entry, so that the old one is deleted as soon as its records are in the engine. */
  rotate(): Promise<void>
  state: () => LogState
  /** Waits for pending writes, then closes the log. */
  close(): Promise<void>
}

/** Opens the log in `folder`, which is created if missing. Scans the entries that are already there. */
// oxlint-disable-next-line max-lines-per-function -- a third of it is the list of counters and options
export async function openLog({ folder, afterSeq, onProblem, ...options }: LogOptions): Promise<Log> {
  const limits: LogLimits = { ...DEFAULT_LOG_LIMITS, ...options.limits }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await syncFolder(dirname(folder))
  const checkpoint = await readCheckpoint(folder, onProblem)
  const scanned = await scanLog(folder, checkpoint, onProblem)
  const { segments } = scanned
  const firstUnused = checkpoint.offset > 0 ? checkpoint.segment + 1 : checkpoint.segment
  const firstIndex = Math.max(firstUnused, 1, ...[...segments.keys()].map(index => index + 1))
  const openFile = options.openFile ?? openSegmentFile
  const writer = createSegmentWriter({
    folder,
    segments,
    firstIndex,
    openFile,
    onProblem,
    segmentBytes: limits.segmentBytes,
  })
  const reader = createLogReader(segments, scanned.cursor, onProblem)
  let nextSeq = Math.max(scanned.lastSeq, afterSeq) + 1
  let durableEntries = scanned.entries
  let releasedEntries = 0
  let backlogRecords = scanned.records
  let pendingRecords = 0
  let writtenBytes = 0
  let checkpointFails = false
  const commits = createGroupCommit(async group => {
    await writer.write(group)
    writtenBytes += group.length
  })

  const assertRoom = (records: number, bytes = 0): void => {
    const share = bytes > LARGE_ENTRY_BYTES ? LARGE_ENTRY_SHARE : 1
    if (backlogRecords + pendingRecords + records > limits.backlogRecords) {
      throw new LogFullError(`${limits.backlogRecords} records wait for the engine`)
    }
    if (reader.backlogBytes() + commits.pendingBytes() > limits.backlogBytes * share) {
      throw new LogFullError(`${limits.backlogBytes * share} bytes wait for the engine`)
    }
    if (commits.pendingBytes() > limits.pendingBytes * share) {
      throw new LogFullError(`${limits.pendingBytes * share} bytes wait for the disk`)
    }
  }

  return {
    assertRoom,
    append: async entry => {
      const count = entry.records.heads.length
      assertRoom(count, entry.records.payload.length)
      // Never reuse sequence numbers of a failed write, because its bytes may still be on disk.
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
        checkpointFails = false
      } catch (error) {
        // Without the checkpoint a restart stores the group again, which is harmless. A full disk must not stop the
        // drain, because the drain frees space.
        if (!checkpointFails) onProblem(`The log's checkpoint cannot be written: ${String(error)}`)
        checkpointFails = true
      }
      await reader.discardRead()
    },
    rotate: async () => {
      await commits.between(() => writer.close())
      await reader.discardRead()
    },
    state: () => ({
      durableEntries,
      releasedEntries,
      backlogRecords,
      backlogBytes: reader.backlogBytes(),
      pendingBytes: commits.pendingBytes(),
      writtenBytes,
      failedBytes: writer.failedBytes(),
      damagedBytes: scanned.damagedBytes,
      lastSeq: nextSeq - 1,
    }),
    close: async () => {
      await commits.idle()
      await writer.close()
    },
  }
}
