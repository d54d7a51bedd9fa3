import { describeError } from '../errors/describe-error.ts'
import { measureFolder } from './measure-folder.ts'
import { StorageFullError } from './storage-full-error.ts'

export interface StorageOptions {
  /** The folders of the log and of the engine, which also has the dead letters and the quarantine. */
  folders: readonly string[]
  /** Bytes. `undefined` means that only the disk limits the folders. */
  maxBytes: number | undefined
  /** Bytes written to the log since it was opened. They count before the next measurement finds them. */
  writtenBytes: () => number
  onProblem: (message: string) => void
  /**
   * Time between two measurements. Milliseconds.
   *
   * @default 10_000
   */
  intervalMs?: number | undefined
}

export interface Storage {
  /** The bytes that the folders occupy on disk. */
  usedBytes: () => number
  /** @throws {StorageFullError} `maxBytes` is reached. */
  assertRoom(): void
  /** Measures now, e.g. after something was deleted. A failure is reported and leaves the old figure. */
  measure(): Promise<void>
  stop(): void
}

const INTERVAL_MS = 10_000
/** A measurement that takes long is followed by a pause that is this many times longer. */
const PAUSE_FACTOR = 20
/** Intake starts again below this share of the limit, so that a merge in the engine does not switch it on and off. */
const ROOM_SHARE = 0.98

/**
 * Measures the folders at intervals. `maxBytes` limits intake, not the engine: an insert or a merge needs more room for a
 * moment.
 */
export async function watchStorage(options: StorageOptions): Promise<Storage> {
  const { folders, maxBytes = Number.POSITIVE_INFINITY, writtenBytes, onProblem } = options
  const intervalMs = options.intervalMs ?? INTERVAL_MS
  let measured = { bytes: 0, writtenBytes: 0 }
  let isFull = false
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const usedBytes = (): number => measured.bytes + writtenBytes() - measured.writtenBytes

  const update = (): void => {
    const used = usedBytes()
    const wasFull = isFull
    isFull = used >= (wasFull ? maxBytes * ROOM_SHARE : maxBytes)
    if (isFull === wasFull) return
    const state = isFull ? 'Batches are refused until there is room' : 'Batches are accepted again'
    onProblem(`${state}: ${used} of the ${maxBytes} bytes of --max-bytes are in use`)
  }

  const measure = async (): Promise<void> => {
    const before = writtenBytes()
    try {
      let bytes = 0
      for (const folder of folders) bytes += await measureFolder(folder)
      measured = { bytes, writtenBytes: before }
      update()
    } catch (error) {
      onProblem(`The data folder cannot be measured: ${describeError(error)}`)
    }
  }

  const schedule = (pauseMs: number): void => {
    timer = setTimeout(async () => {
      const started = performance.now()
      await measure()
      if (!stopped) schedule(Math.max(intervalMs, PAUSE_FACTOR * (performance.now() - started)))
    }, pauseMs).unref()
  }

  await measure()
  schedule(intervalMs)
  return {
    usedBytes,
    measure,
    assertRoom: () => {
      update()
      if (isFull)
        throw new StorageFullError(`${usedBytes()} of the ${maxBytes} bytes of --max-bytes are in use`)
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
