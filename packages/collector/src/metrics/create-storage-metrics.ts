import type { Counter } from 'prom-client'
import type { ExpiredCounts } from '../engine/engine.ts'
import type { Storage } from '../folder/watch-storage.ts'

export interface StorageMetrics {
  countExpired: (counts: ExpiredCounts) => void
  countStorageRefusal: () => void
}

export interface MeasuredStorage extends Pick<Storage, 'usedBytes'> {
  maxBytes: number | undefined
}

/** Creates the metrics of the folder's size, of what its limit refused and of what the retention deleted. */
export function createStorageMetrics(
  { usedBytes, maxBytes }: MeasuredStorage,
  addCounter: (name: string, help: string, labelNames: string[]) => Counter,
  addGauge: (name: string, help: string, value: () => number) => unknown,
): StorageMetrics {
  addGauge('shadow_mode_storage_bytes', 'Bytes that log and engine use on disk', usedBytes)
  if (maxBytes !== undefined)
    addGauge('shadow_mode_storage_limit_bytes', 'The limit of --max-bytes', () => maxBytes)
  const refused = addCounter(
    'storage_refused_batches_total',
    'Batches refused with 429 because of --max-bytes',
    [],
  )
  const weeks = addCounter('retention_deleted_weeks_total', 'Weeks of pairs that the retention deleted', [])
  const records = addCounter('retention_deleted_records_total', 'Records that the retention deleted', [
    'kind',
  ])
  const countExpired: StorageMetrics['countExpired'] = counts => {
    weeks.inc(counts.weeks.length)
    records.inc({ kind: 'pairs' }, counts.pairs)
    records.inc({ kind: 'outcomes' }, counts.outcomes)
    records.inc({ kind: 'quarantined' }, counts.quarantined)
    records.inc({ kind: 'conflicts' }, counts.conflicts)
    records.inc({ kind: 'set_aside' }, counts.deadLetters)
  }
  // Create the series at the start, so that rate() sees their first increase.
  countExpired({ weeks: [], pairs: 0, outcomes: 0, quarantined: 0, conflicts: 0, deadLetters: 0 })
  return { countExpired, countStorageRefusal: () => refused.inc() }
}
