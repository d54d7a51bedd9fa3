import { join } from 'node:path'
import type { Engine } from '../engine/engine.ts'
import { type FolderLock, lockFolder } from '../folder/lock-folder.ts'
import { type Storage, watchStorage } from '../folder/watch-storage.ts'
import { DEFAULT_LOG_LIMITS, type LogLimits } from '../log/log-limits.ts'
import { type Log, openLog } from '../log/open-log.ts'
import type { CollectorOptions } from './collector-options.ts'
import type { CollectorParts } from './collector-parts.ts'

export interface OpenFolder {
  lock: FolderLock
  engine: Engine
  log: Log
  storage: Storage
}

/** Segments are deleted whole, so under `maxBytes` they are small: the one that is being written never goes. */
const SEGMENT_SHARE = 1 / 32
const MIN_SEGMENT_BYTES = 64 * 1024

/**
 * Opens the parts of a data folder. The lock comes first: nothing else may touch the folder before it.
 *
 * @param onOpened Receives a function that closes a part when the part is open.
 */
export async function openFolder(
  options: CollectorOptions & { onProblem: (message: string) => void },
  parts: CollectorParts,
  onOpened: (close: () => Promise<void>) => void,
): Promise<OpenFolder> {
  const { dir, retentionDays, maxBytes, lockWaitMs, onProblem } = options
  const lock = await lockFolder(dir, { waitMs: lockWaitMs, onProblem })
  onOpened(() => lock.release())
  const engine = await parts.openEngine({
    dir,
    lock,
    onProblem,
    ...(retentionDays === undefined ? {} : { retentionDays }),
  })
  onOpened(() => engine.close())
  const log = await openLog({
    folder: join(dir, 'log'),
    afterSeq: await engine.readLastSeq(),
    limits: { ...segmentLimit(maxBytes), ...parts.logLimits },
    onProblem,
    ...(parts.openFile ? { openFile: parts.openFile } : {}),
  })
  onOpened(() => log.close())
  const storage = await watchStorage({
    folders: [join(dir, 'log'), join(dir, 'engine')],
    maxBytes,
    writtenBytes: () => log.state().writtenBytes,
    onProblem,
    intervalMs: parts.measureIntervalMs,
  })
  onOpened(async () => storage.stop())
  return { lock, engine, log, storage }
}

function segmentLimit(maxBytes: number | undefined): Partial<LogLimits> {
  if (maxBytes === undefined) return {}
  const segmentBytes = Math.max(Math.floor(maxBytes * SEGMENT_SHARE), MIN_SEGMENT_BYTES)
  return { segmentBytes: Math.min(segmentBytes, DEFAULT_LOG_LIMITS.segmentBytes) }
}
