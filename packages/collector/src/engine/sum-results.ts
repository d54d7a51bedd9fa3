import type { IngestResult } from './engine.ts'

/** Adds up the results of several ingests. */
export function sumResults(results: readonly IngestResult[]): IngestResult {
  const total: IngestResult = { stored: 0, duplicates: 0, conflicts: 0, quarantined: 0, deadLetters: 0 }
  for (const result of results) {
    total.stored += result.stored
    total.duplicates += result.duplicates
    total.conflicts += result.conflicts
    total.quarantined += result.quarantined
    total.deadLetters += result.deadLetters
    if (result.countersSetAside !== undefined)
      total.countersSetAside = (total.countersSetAside ?? 0) + result.countersSetAside
  }
  return total
}
