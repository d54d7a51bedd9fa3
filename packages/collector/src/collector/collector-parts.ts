import type { Hono } from 'hono'
import type { Engine } from '../engine/engine.ts'
import type { EngineOptions } from '../engine/open-engine.ts'
import type { LogLimits } from '../log/log-limits.ts'
import type { OpenSegmentFile } from '../log/segment-file.ts'

/** The parts a collector depends on. Tests replace them. */
export interface CollectorParts {
  openEngine: (options: EngineOptions) => Promise<Engine>
  reportRoutes: (parts: { engine: Engine; drained: () => Promise<void> }) => Hono
  openFile?: OpenSegmentFile
  logLimits?: Partial<LogLimits>
  /**
   * Milliseconds a report waits until the log is stored.
   *
   * @default 10_000
   */
  drainTimeoutMs?: number
  /**
   * Milliseconds `close` waits until the engine has stored the log.
   *
   * @default 30_000
   */
  closeDrainMs?: number
  /**
   * Milliseconds between two measurements of the folder's size.
   *
   * @default 10_000
   */
  measureIntervalMs?: number
  /**
   * Milliseconds between two runs of the retention.
   *
   * @default 3_600_000
   */
  retentionIntervalMs?: number
}
