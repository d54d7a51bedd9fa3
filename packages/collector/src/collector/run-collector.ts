import { join, resolve } from 'node:path'
import type { Hono } from 'hono'
import { terminalText } from '../cli/terminal-text.ts'
import type { Engine } from '../engine/engine.ts'
import { flagsRoute } from '../flags/flags-route.ts'
import { openFlags } from '../flags/open-flags.ts'
import { healthRoutes } from '../health/health-routes.ts'
import { probeFolder } from '../health/probe-folder.ts'
import { readiness } from '../health/readiness.ts'
import { assertOrigin } from '../http/assert-origin.ts'
import { byteBudget } from '../http/byte-budget.ts'
import { createRefusalReporter } from '../http/create-refusal-reporter.ts'
import { listen } from '../http/listen.ts'
import { MAX_BUFFERED_BYTES } from '../intake/intake-limits.ts'
import { intakeRoute } from '../intake/intake-route.ts'
import { type RecordKind, recordKinds } from '../intake/record-kind.ts'
import type { LogLimits } from '../log/log-limits.ts'
import { type Log, openLog } from '../log/open-log.ts'
import type { OpenSegmentFile } from '../log/segment-file.ts'
import { collectorMetrics } from '../metrics/collector-metrics.ts'
import { metricsRoute } from '../metrics/metrics-route.ts'
import { startPipeline } from '../pipeline/start-pipeline.ts'
import { stopPipeline } from '../pipeline/stop-pipeline.ts'
import type { Collector, CollectorOptions } from './collector-options.ts'
import { createApp } from './create-app.ts'
import { lockFolder } from './folder-lock.ts'

/** The parts a collector depends on. Tests replace them. */
export interface CollectorParts {
  openEngine: (options: { dir: string; retentionDays?: number }) => Promise<Engine>
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
}

const CLOSE_DRAIN_MS = 30_000

const printProblem = (message: string): void => {
  process.stderr.write(`shadow-mode: ${terminalText(message)}\n`)
}

/** Opens the parts of a collector in order. It closes them in reverse order, even if opening one of them fails. */
export async function runCollector(options: CollectorOptions, parts: CollectorParts): Promise<Collector> {
  const { dir, ingestKey, allowOrigins = [], retentionDays, onProblem = printProblem } = options
  if (!ingestKey) throw new TypeError('ingestKey: Expected a key')
  for (const origin of allowOrigins) assertOrigin(origin)
  const refusalReporter = () => createRefusalReporter(Date.now, onProblem)
  const closers: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (let closer = closers.pop(); closer; closer = closers.pop()) await closer()
  }
  try {
    closers.push(await lockFolder(dir))
    const engine = await parts.openEngine({ dir, ...(retentionDays === undefined ? {} : { retentionDays }) })
    closers.push(() => engine.close())
    const log = await openCollectorLog(options, parts, engine, onProblem)
    closers.push(() => log.close())
    const metrics = collectorMetrics(log.state)
    const pipeline = startPipeline({
      log,
      engine,
      onStored: metrics.stored,
      onFailure: error => {
        metrics.engineFailed()
        onProblem(`The engine failed and will be retried: ${String(error)}`)
      },
    })
    closers.push(() => stopPipeline(pipeline, parts.closeDrainMs ?? CLOSE_DRAIN_MS, onProblem))
    const flags =
      options.flagsFile === undefined
        ? null
        : await openFlags(resolve(options.flagsFile), metrics.flagProblem, onProblem, refusalReporter())
    const budget = byteBudget(MAX_BUFFERED_BYTES)
    const onWrongKey = refusalReporter()
    const intake = (kind: RecordKind) =>
      intakeRoute({
        kind,
        ingestKey,
        log,
        budget,
        now: Date.now,
        onWrongKey,
        onBatch: ack => {
          metrics.batch(ack, kind.list)
          pipeline.wake()
        },
      })
    const app = createApp({
      allowOrigins,
      onRefusedOrigin: refusalReporter(),
      readToken: options.readToken,
      metrics,
      onProblem,
      open: [
        ...recordKinds.map(intake),
        flagsRoute(flags),
        healthRoutes(
          readiness({
            checks: {
              engine: () => engine.ping(),
              log: () => probeFolder(join(dir, 'log')),
              backlog: async () => log.assertRoom(1),
            },
          }),
        ),
        metricsRoute(metrics),
      ],
      read: parts.reportRoutes({ engine, drained: () => pipeline.drained(parts.drainTimeoutMs) }),
    })
    const listener = await listen(app, options.host ?? '127.0.0.1', options.port ?? 8787)
    closers.push(() => listener.close())
    return { url: listener.url, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openCollectorLog(
  { dir }: CollectorOptions,
  { openFile, logLimits }: CollectorParts,
  engine: Engine,
  onProblem: (message: string) => void,
): Promise<Log> {
  return openLog({
    folder: join(dir, 'log'),
    afterSeq: await engine.lastSeq(),
    onProblem,
    ...(openFile ? { openFile } : {}),
    ...(logLimits ? { limits: logLimits } : {}),
  })
}
