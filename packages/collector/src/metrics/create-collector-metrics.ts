import type { Ack } from '@shadow-mode/protocol'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { IngestResult } from '../engine/engine.ts'
import type { KindName } from '../engine/kind-name.ts'
import type { LogState } from '../log/open-log.ts'
import { createKindMetrics, type KindMetrics } from './create-kind-metrics.ts'
import { createStorageMetrics, type MeasuredStorage, type StorageMetrics } from './create-storage-metrics.ts'

export interface CollectorMetrics extends StorageMetrics {
  /** Counts a batch that is in the log. */
  countBatch: (ack: Ack, kind: KindName) => void
  /** Counts the result of an ingest, which took `durationMs`. */
  countStored: (result: IngestResult, durationMs: number, kind: KindName) => void
  countEngineFailure: () => void
  countFlagProblem: () => void
  /** Counts a batch that a rate limit refused. */
  countRateRefusal: (by: 'client' | 'address') => void
  countResponse: (route: string, status: number) => void
  /** The metrics in the Prometheus text format. */
  text: () => Promise<string>
  contentType: string
}

/** The request bodies in memory. */
export interface MeasuredBodies {
  heldBytes: () => number
  /** How many wait to be parsed. */
  waiting: () => number
}

/**
 * Creates the collector's metrics, which count from its start. The route is public, so no label names an experiment.
 */
export function createCollectorMetrics(
  logState: () => LogState,
  storage: MeasuredStorage,
  bodies: MeasuredBodies,
): CollectorMetrics {
  const registry = new Registry()
  const registers = [registry]
  const addCounter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name: `shadow_mode_${name}`, help, labelNames, registers })
  const addGauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value())
      },
    })

  const batches = addCounter('batches_total', 'Batches written to the log')
  const kinds = {
    pairs: createKindMetrics('pairs', addCounter),
    outcomes: createKindMetrics('outcomes', addCounter),
  } satisfies Record<KindName, KindMetrics>
  const failures = addCounter(
    'engine_failures_total',
    'Failed attempts to store records in the engine; each is retried',
  )
  const flagProblems = addCounter(
    'flag_file_problems_total',
    'Times that the flag file could not be read or was invalid',
  )
  const rateRefusals = addCounter(
    'rate_refused_batches_total',
    'Batches refused with 429 because a client or an address sends too much',
    ['by'],
  )
  rateRefusals.inc({ by: 'client' }, 0)
  rateRefusals.inc({ by: 'address' }, 0)
  const responses = addCounter('http_responses_total', 'Responses by route and status', ['route', 'status'])
  const ingestSeconds = new Histogram({
    name: 'shadow_mode_engine_ingest_seconds',
    help: 'Time the engine takes to store a group of records',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  })
  const addLogGauge = (name: string, help: string, field: keyof LogState) =>
    addGauge(`shadow_mode_log_${name}`, help, () => logState()[field])
  addLogGauge('backlog_records', 'Records in the log that are not in the engine yet', 'backlogRecords')
  addLogGauge('backlog_bytes', 'Bytes in the log that are not in the engine yet', 'backlogBytes')
  addLogGauge('pending_bytes', 'Bytes in memory that are not in the log yet', 'pendingBytes')
  addLogGauge('written_bytes', 'Bytes written to the log since the start', 'writtenBytes')
  addLogGauge('damaged_bytes', 'Bytes of the log found damaged at the start', 'damagedBytes')
  addGauge('shadow_mode_body_bytes', 'Bytes of request bodies in memory', bodies.heldBytes)
  addGauge('shadow_mode_bodies_waiting', 'Large request bodies that wait to be parsed', bodies.waiting)
  addGauge('process_resident_memory_bytes', 'Resident memory of the collector without its engine', () =>
    process.memoryUsage.rss(),
  )

  return {
    ...createStorageMetrics(storage, addCounter, addGauge),
    countBatch: (ack, kind) => {
      batches.inc()
      kinds[kind].countBatch(ack)
    },
    countStored: (result, durationMs, kind) => {
      kinds[kind].countStored(result)
      ingestSeconds.observe(durationMs / 1_000)
    },
    countEngineFailure: () => failures.inc(),
    countFlagProblem: () => flagProblems.inc(),
    countRateRefusal: by => rateRefusals.inc({ by }),
    countResponse: (route, status) => responses.inc({ route, status: String(status) }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
