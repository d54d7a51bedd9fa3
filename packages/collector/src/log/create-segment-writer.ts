import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { LogWriteError } from './log-write-error.ts'
import type { Segment, Segments } from './segment.ts'
import type { OpenSegmentFile, SegmentFile } from './segment-file.ts'
import { toSegmentName } from './segment-name.ts'

export interface SegmentWriterOptions {
  folder: string
  segments: Segments
  /** Number of the first segment to create. */
  firstIndex: number
  /** As in `LogLimits`. */
  segmentBytes: number
  openFile: OpenSegmentFile
  onProblem: (message: string) => void
}

export interface SegmentWriter {
  /**
   * Appends the bytes to the current segment and syncs it.
   *
   * @throws {LogWriteError} The bytes do not count as written. The next write starts a new segment, because the tail of
   * the old one is undefined after a failed write or sync.
   */
  write(bytes: Buffer): Promise<void>
  /** Size of the last write if it failed, else 0. */
  failedBytes(): number
  /** Closes the current segment. The next write starts a new one. */
  close(): Promise<void>
}

export function createSegmentWriter(options: SegmentWriterOptions): SegmentWriter {
  const { folder, segments, segmentBytes, openFile, onProblem } = options
  let index = options.firstIndex - 1
  let failedBytes = 0
  let active: { file: SegmentFile; segment: Segment } | null = null

  const start = async (): Promise<NonNullable<typeof active>> => {
    index++
    const path = join(folder, toSegmentName(index))
    const file = await openFile(path)
    const segment = { path, end: 0, closed: false, damaged: false }
    segments.set(index, segment)
    return { file, segment }
  }

  const finish = async (cleanUp: (file: SegmentFile, segment: Segment) => Promise<void>): Promise<void> => {
    if (!active) return
    const { file, segment } = active
    active = null
    segment.closed = true
    try {
      await cleanUp(file, segment)
      await file.close()
    } catch (error) {
      onProblem(`The log could not clean up ${segment.path}: ${String(error)}`)
    }
  }

  // If this fails, readers still stop at segment.end. After a restart they may find entries after it that were never
  // acknowledged. Storing those is harmless, because their sequence numbers are not reused.
  const cutOff = async (file: SegmentFile, segment: Segment): Promise<void> => {
    await file.truncate(segment.end)
    if (segment.end > 0) return
    segments.delete(index)
    await unlink(segment.path)
  }

  return {
    write: async bytes => {
      try {
        if (active && active.segment.end >= segmentBytes) await finish(async () => {})
        active ??= await start()
        await active.file.append(bytes)
        await active.file.sync()
        active.segment.end += bytes.length
        if (failedBytes > 0) onProblem('The log can be written again')
        failedBytes = 0
      } catch (error) {
        await finish(cutOff)
        // Report once, not for every batch that a full disk refuses.
        if (failedBytes === 0) onProblem(`The log cannot be written, batches are refused: ${String(error)}`)
        failedBytes = bytes.length
        throw new LogWriteError(`The log could not be written: ${String(error)}`, { cause: error })
      }
    },
    failedBytes: () => failedBytes,
    close: () => finish(async () => {}),
  }
}
