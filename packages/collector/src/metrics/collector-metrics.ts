import type { Ack } from '@shadow-mode/protocol'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { IngestResult } from '../engine/engine.ts'
import type { KindName } from '../engine/kind-name.ts'
import type { LogState } from '../log/open-log.ts'
import { type KindMetrics, kindMetrics } from './kind-metrics.ts'
import { type MeasuredStorage, type StorageMetrics, storageMetrics } from './storage-metrics.ts'

export interface CollectorMetrics extends StorageMetrics {
  batch: (ack: Ack, kind: KindName) => void
  stored: (result: IngestResult, durationMs: number, kind: KindName) => void
  engineFailed: () => void
  flagProblem: () => void
  response: (route: string, status: number) => void
  /** The metrics in the Prometheus text format. */
  text: () => Promise<string>
  contentType: string
}

/** The collector's metrics since it started. The route is public, so no label names an experiment. */
export function collectorMetrics(logState: () => LogState, storage: MeasuredStorage): CollectorMetrics {
  const registry = new Registry()
  const registers = [registry]
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name: `shadow_mode_${name}`, help, labelNames, registers })
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value())
      },
    })

  const batches = counter('batches_total', 'Batches written to the log')
  const kinds = {
    pairs: kindMetrics('pairs', counter),
    outcomes: kindMetrics('outcomes', counter),
  } satisfies Record<KindName, KindMetrics>
  const failures = counter('engine_failures_total', 'Failed ingests; each is retried')
  const flagProblems = counter(
    'flag_file_problems_total',
    'Times that the flag file could not be read or was invalid',
  )
  const responses = counter('http_responses_total', 'Responses by route and status', ['route', 'status'])
  const ingestSeconds = new Histogram({
    name: 'shadow_mode_engine_ingest_seconds',
    help: 'Time the engine takes to store a group',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  })
  gauge(
    'shadow_mode_log_backlog_records',
    'Records in the log that are not in the engine yet',
    () => logState().backlogRecords,
  )
  gauge(
    'shadow_mode_log_backlog_bytes',
    'Bytes in the log that are not in the engine yet',
    () => logState().backlogBytes,
  )
  gauge(
    'shadow_mode_log_pending_bytes',
    'Bytes in memory that are not in the log yet',
    () => logState().pendingBytes,
  )
  gauge(
    'shadow_mode_log_written_bytes',
    'Bytes written to the log since the start',
    () => logState().writtenBytes,
  )
  gauge(
    'shadow_mode_log_damaged_bytes',
    'Bytes of the log found damaged at the start',
    () => logState().damagedBytes,
  )
  gauge('process_resident_memory_bytes', 'Resident memory of the collector without its engine', () =>
    process.memoryUsage.rss(),
  )

  return {
    ...storageMetrics(storage, counter, gauge),
    batch: (ack, kind) => {
      batches.inc()
      kinds[kind].batch(ack)
    },
    stored: (result, durationMs, kind) => {
      kinds[kind].stored(result)
      ingestSeconds.observe(durationMs / 1_000)
    },
    engineFailed: () => failures.inc(),
    flagProblem: () => flagProblems.inc(),
    response: (route, status) => responses.inc({ route, status: String(status) }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
