import { join } from 'node:path'
import type { Hono } from 'hono'
import { createFlagsRoute } from '../flags/create-flags-route.ts'
import type { FlagFile } from '../flags/open-flag-file.ts'
import { probeFolder } from '../folder/probe-folder.ts'
import { StorageFullError } from '../folder/storage-full-error.ts'
import { assertInserts } from '../health/assert-inserts.ts'
import { createHealthRoutes } from '../health/create-health-routes.ts'
import { createReadinessCheck } from '../health/create-readiness-check.ts'
import type { BodyBudget } from '../http/create-body-budget.ts'
import type { RefusalReporter } from '../http/create-refusal-reporter.ts'
import { createIntakeRoute } from '../intake/create-intake-route.ts'
import { createRateLimits } from '../intake/create-rate-limits.ts'
import type { BodyParser } from '../intake/parser/create-body-parser.ts'
import { type RecordKind, recordKinds } from '../intake/record-kind.ts'
import type { CollectorMetrics } from '../metrics/create-collector-metrics.ts'
import { createMetricsRoute } from '../metrics/create-metrics-route.ts'
import type { Pipeline } from '../pipeline/start-pipeline.ts'
import type { CollectorOptions } from './collector-options.ts'
import type { CollectorParts } from './collector-parts.ts'
import { createApp } from './create-app.ts'
import type { OpenFolder } from './open-folder.ts'

export interface RunningParts {
  folder: OpenFolder
  budget: BodyBudget
  parser: BodyParser
  pipeline: Pipeline
  metrics: CollectorMetrics
  flags: FlagFile | null
  onProblem: (message: string) => void
  /** Creates a reporter for one kind of refusal. */
  createReporter: () => RefusalReporter
}

/** Connects the routes to the running parts of a collector. */
export function createCollectorApp(
  options: CollectorOptions,
  { createReportRoutes, drainTimeoutMs }: CollectorParts,
  running: RunningParts,
): Hono {
  const { folder, budget, parser, pipeline, metrics, onProblem, createReporter } = running
  const { engine, log, lock, storage } = folder
  const assertRoom = (bytes?: number): void => {
    try {
      storage.assertRoom()
    } catch (error) {
      if (error instanceof StorageFullError) metrics.countStorageRefusal()
      throw error
    }
    log.assertRoom(1, bytes)
  }
  const rates = createRateLimits({
    maxRatePerClient: options.maxRatePerClient,
    maxRatePerAddress: options.maxRatePerAddress,
    trustProxy: options.trustProxy,
    now: () => performance.now(),
    onRefused: metrics.countRateRefusal,
    report: createReporter(),
  })
  const onWrongKey = createReporter()
  const createIntake = (kind: RecordKind): Hono =>
    createIntakeRoute({
      kind,
      ingestKey: options.ingestKey,
      log,
      budget,
      parser,
      rates,
      now: Date.now,
      onWrongKey,
      assertRoom,
      onBatch: ack => {
        metrics.countBatch(ack, kind.list)
        pipeline.wake()
      },
    })
  const checkReadiness = createReadinessCheck({
    checks: {
      folder: () => lock.assertIntact(),
      engine: () => engine.ping(),
      inserts: async () => assertInserts(pipeline.failure()),
      log: () => probeFolder(join(options.dir, 'log'), log.state().failedBytes),
      backlog: async () => log.assertRoom(1),
      storage: async () => storage.assertRoom(),
    },
  })
  return createApp({
    allowedOrigins: options.allowOrigins ?? [],
    onRefusedOrigin: createReporter(),
    readToken: options.readToken,
    metrics,
    onProblem,
    routesWithoutReadToken: [
      ...Object.values(recordKinds).map(createIntake),
      createFlagsRoute(running.flags),
      createHealthRoutes(checkReadiness),
      createMetricsRoute(metrics),
    ],
    routesWithReadToken: createReportRoutes({
      engine,
      waitUntilDrained: () => pipeline.waitUntilDrained(drainTimeoutMs),
    }),
  })
}
