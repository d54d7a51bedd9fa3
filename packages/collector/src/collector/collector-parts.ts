import type { Hono } from 'hono'
import type { Engine } from '../engine/engine.ts'
import type { EngineOptions } from '../engine/open-engine.ts'
import type { LogLimits } from '../log/log-limits.ts'
import type { OpenSegmentFile } from '../log/segment-file.ts'

/** The parts that a collector depends on. Tests replace them. */
export interface CollectorParts {
  openEngine: (options: EngineOptions) => Promise<Engine>
  createReportRoutes: (parts: { engine: Engine; waitUntilDrained: () => Promise<void> }) => Hono
  openFile?: OpenSegmentFile
  logLimits?: Partial<LogLimits>
  /**
   * How long a route that reads data waits until the engine has stored the log. Milliseconds.
   *
   * @default 10_000
   */
  drainTimeoutMs?: number
  /**
   * How long `close` waits until the engine has stored the log. Milliseconds.
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
