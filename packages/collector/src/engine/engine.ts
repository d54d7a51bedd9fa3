import type { CaptureFacts } from '@shadow-mode/analysis'
import type { Losses } from '@shadow-mode/protocol'
import type { KindName } from './kind-name.ts'

/** A validated pair or outcome to store. It comes from the log or from an imported file. */
export interface IngestRecord {
  /** Sequence number. It grows with every accepted record and is never reused. */
  seq: number
  /** The id of the pair or outcome, or the digest of an outcome without an id. */
  id: string
  experiment: string
  /** The JSON text exactly as it was sent. */
  raw: string
}

/** A client's counters for one experiment, as reported by one batch. */
export interface LossRecord {
  client: string
  experiment: string
  losses: Losses
}

/** The result of one `ingest`. The figures add up to the number of records. */
export interface IngestResult {
  stored: number
  /** The id was already stored with the same text. */
  duplicates: number
  /** The id was already stored with a different text. The first one is kept. */
  conflicts: number
  /** The id's time is outside [now − retention, now + 1 day]. */
  quarantined: number
  /** The record is invalid, or the engine refused it. Its raw text is kept. */
  deadLetters: number
}

/** The records that one `expire` deleted. */
export interface ExpiredCounts {
  /** The deleted weeks of pairs, counted from the epoch. */
  weeks: number[]
  pairs: number
  outcomes: number
  quarantined: number
  conflicts: number
  deadLetters: number
}

interface IngestOptions {
  /**
   * The kind of the records and losses.
   *
   * @default 'pairs'
   */
  kind?: KindName
  /** Whether to quarantine records outside the accepted window. `false` for imports. */
  quarantine: boolean
}

export interface Window {
  /** Start, inclusive, ISO 8601. `null` means open. */
  from: string | null
  /** End, exclusive, ISO 8601. `null` means open. */
  to: string | null
}

/** An experiment with at least one pair. */
export interface ExperimentSummary {
  experiment: string
  pairs: number
  /** Times of the first and last id, ISO 8601. */
  first: string
  last: string
}

/** The store that the log is drained into. One process owns it. */
export interface Engine {
  /**
   * Stores each record once. The first record of an id wins, also when records are retried after a crash. A bad record
   * becomes a dead letter and does not affect the others. Rejects only when the engine fails, and it is then safe to
   * retry with the same records. The times of outcomes are not checked. A conflicting outcome is kept as a dead letter
   * but only counted as a conflict.
   */
  ingest(records: IngestRecord[], losses: LossRecord[], options: IngestOptions): Promise<IngestResult>
  /**
   * Deletes what is older than the retention, in whole weeks: pairs by the time in their id, also imported ones, and
   * outcomes, quarantined pairs, conflicts and dead letters by their arrival. Clients' loss counters stay.
   */
  expire(): Promise<ExpiredCounts>
  /** The raw texts of an experiment's outcomes, ordered by key. */
  outcomes(experiment: string): AsyncIterable<string>
  /** The raw texts of an experiment's pairs without quarantined ones, ordered by id. Filters by the time in the id. */
  pairs(experiment: string, window: Window): AsyncIterable<string>
  captureFacts(experiment: string): Promise<CaptureFacts>
  experiments(): Promise<ExperimentSummary[]>
  /** The highest stored sequence number, or 0 for an empty store. */
  lastSeq(): Promise<number>
  /** Resolves when the engine has answered a test query, and its folder can be written. */
  ping(): Promise<void>
  close(): Promise<void>
}
