import { join, resolve } from 'node:path'
import type { Hono } from 'hono'
import { escapeForTerminal } from '../cli/escape-for-terminal.ts'
import type { Engine } from '../engine/engine.ts'
import { createFlagsRoute } from '../flags/create-flags-route.ts'
import { openFlags } from '../flags/open-flags.ts'
import { createHealthRoutes } from '../health/create-health-routes.ts'
import { createReadinessCheck } from '../health/create-readiness-check.ts'
import { probeFolder } from '../health/probe-folder.ts'
import { assertOrigin } from '../http/assert-origin.ts'
import { createByteBudget } from '../http/create-byte-budget.ts'
import { createRefusalReporter } from '../http/create-refusal-reporter.ts'
import { listen } from '../http/listen.ts'
import { createIntakeRoute } from '../intake/create-intake-route.ts'
import { MAX_BUFFERED_BYTES } from '../intake/intake-limits.ts'
import { type RecordKind, recordKinds } from '../intake/record-kind.ts'
import type { LogLimits } from '../log/log-limits.ts'
import { type Log, openLog } from '../log/open-log.ts'
import type { OpenSegmentFile } from '../log/segment-file.ts'
import { createCollectorMetrics } from '../metrics/create-collector-metrics.ts'
import { createMetricsRoute } from '../metrics/create-metrics-route.ts'
import { startPipeline } from '../pipeline/start-pipeline.ts'
import { stopPipeline } from '../pipeline/stop-pipeline.ts'
import type { Collector, CollectorOptions } from './collector-options.ts'
import { createApp } from './create-app.ts'
import { lockFolder } from './folder-lock.ts'

/** The parts that a collector depends on. Tests replace them. */
export interface CollectorParts {
  openEngine: (options: { dir: string; retentionDays?: number }) => Promise<Engine>
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
}

const CLOSE_DRAIN_MS = 30_000

const printProblem = (message: string): void => {
  process.stderr.write(`shadow-mode: ${escapeForTerminal(message)}\n`)
}

/**
 * Opens the parts of a collector in order. If one cannot be opened, closes those opened before it, the last one first.
 */
export async function runCollector(options: CollectorOptions, parts: CollectorParts): Promise<Collector> {
  const { dir, ingestKey, allowOrigins = [], retentionDays, onProblem = printProblem } = options
  if (!ingestKey) throw new TypeError('ingestKey: Expected a key')
  for (const origin of allowOrigins) assertOrigin(origin)
  const createReporter = () => createRefusalReporter(Date.now, onProblem)
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
    const metrics = createCollectorMetrics(log.state)
    const pipeline = startPipeline({
      log,
      engine,
      onStored: metrics.countStored,
      onFailure: error => {
        metrics.countEngineFailure()
        onProblem(`The engine failed and will be retried: ${String(error)}`)
      },
    })
    closers.push(() => stopPipeline(pipeline, parts.closeDrainMs ?? CLOSE_DRAIN_MS, onProblem))
    const flags =
      options.flagsFile === undefined
        ? null
        : await openFlags(resolve(options.flagsFile), metrics.countFlagProblem, onProblem, createReporter())
    const budget = createByteBudget(MAX_BUFFERED_BYTES)
    const onWrongKey = createReporter()
    const createIntake = (kind: RecordKind) =>
      createIntakeRoute({
        kind,
        ingestKey,
        log,
        budget,
        now: Date.now,
        onWrongKey,
        onBatch: ack => {
          metrics.countBatch(ack, kind.list)
          pipeline.wake()
        },
      })
    const app = createApp({
      allowedOrigins: allowOrigins,
      onRefusedOrigin: createReporter(),
      readToken: options.readToken,
      metrics,
      onProblem,
      routesWithoutReadToken: [
        ...recordKinds.map(createIntake),
        createFlagsRoute(flags),
        createHealthRoutes(
          createReadinessCheck({
            checks: {
              engine: () => engine.ping(),
              log: () => probeFolder(join(dir, 'log')),
              backlog: async () => log.assertRoom(1),
            },
          }),
        ),
        createMetricsRoute(metrics),
      ],
      routesWithReadToken: parts.createReportRoutes({
        engine,
        waitUntilDrained: () => pipeline.waitUntilDrained(parts.drainTimeoutMs),
      }),
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
    afterSeq: await engine.readLastSeq(),
    onProblem,
    ...(openFile ? { openFile } : {}),
    ...(logLimits ? { limits: logLimits } : {}),
  })
}
