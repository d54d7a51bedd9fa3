import { join } from 'node:path'
import type { Hono } from 'hono'
import type { FlagFile } from '../flags/flag-file.ts'
import { flagsRoute } from '../flags/flags-route.ts'
import { probeFolder } from '../folder/probe-folder.ts'
import { StorageFullError } from '../folder/storage-full-error.ts'
import { assertInserts } from '../health/assert-inserts.ts'
import { healthRoutes } from '../health/health-routes.ts'
import { readiness } from '../health/readiness.ts'
import { byteBudget } from '../http/byte-budget.ts'
import type { ReportRefusal } from '../http/create-refusal-reporter.ts'
import { MAX_BUFFERED_BYTES } from '../intake/intake-limits.ts'
import { intakeRoute } from '../intake/intake-route.ts'
import { type RecordKind, recordKinds } from '../intake/record-kind.ts'
import type { CollectorMetrics } from '../metrics/collector-metrics.ts'
import { metricsRoute } from '../metrics/metrics-route.ts'
import type { Pipeline } from '../pipeline/start-pipeline.ts'
import type { CollectorOptions } from './collector-options.ts'
import type { CollectorParts } from './collector-parts.ts'
import { createApp } from './create-app.ts'
import type { OpenFolder } from './open-folder.ts'

export interface RunningParts {
  folder: OpenFolder
  pipeline: Pipeline
  metrics: CollectorMetrics
  flags: FlagFile | null
  onProblem: (message: string) => void
  /** Creates a reporter for one kind of refusal. */
  refusalReporter: () => ReportRefusal
}

/** Connects the routes to the running parts of a collector. */
export function collectorApp(
  options: CollectorOptions,
  { reportRoutes, drainTimeoutMs }: CollectorParts,
  running: RunningParts,
): Hono {
  const { folder, pipeline, metrics, onProblem, refusalReporter } = running
  const { engine, log, lock, storage } = folder
  const assertRoom = (): void => {
    try {
      storage.assertRoom()
    } catch (error) {
      if (error instanceof StorageFullError) metrics.storageRefused()
      throw error
    }
    log.assertRoom(1)
  }
  const budget = byteBudget(MAX_BUFFERED_BYTES)
  const onWrongKey = refusalReporter()
  const intake = (kind: RecordKind): Hono =>
    intakeRoute({
      kind,
      ingestKey: options.ingestKey,
      log,
      budget,
      now: Date.now,
      onWrongKey,
      assertRoom,
      onBatch: ack => {
        metrics.batch(ack, kind.list)
        pipeline.wake()
      },
    })
  const ready = readiness({
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
    allowOrigins: options.allowOrigins ?? [],
    onRefusedOrigin: refusalReporter(),
    readToken: options.readToken,
    metrics,
    onProblem,
    open: [...recordKinds.map(intake), flagsRoute(running.flags), healthRoutes(ready), metricsRoute(metrics)],
    read: reportRoutes({ engine, drained: () => pipeline.drained(drainTimeoutMs) }),
  })
}
