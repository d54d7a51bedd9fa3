import type { CaptureFacts } from '@shadow-mode/analysis'
import type { Losses } from '@shadow-mode/protocol'
import type { KindName } from './kind-name.ts'

/** Who sent a batch, and when. */
export interface Sender {
  client: string
  /** Milliseconds since the epoch, by the collector's clock. */
  receivedAt: number
}

/** A validated pair or outcome to store. It comes from the log or from an imported file. */
export interface IngestRecord {
  /** Sequence number. It grows with every accepted record and is never reused. */
  seq: number
  /** The pair's id, or the outcome's key as `toOutcomeKey` makes it. */
  id: string
  experiment: string
  /** The JSON text exactly as it was sent. */
  raw: string
  /** Absent for a record of an imported file. */
  sender?: Sender
}

/** A client's counters for one experiment, as reported by one batch. */
export interface LossRecord extends Sender {
  experiment: string
  losses: Losses
}

/** The result of one `ingest`. The figures of records add up to the number of records. */
export interface IngestResult {
  stored: number
  /** Records whose id is already stored with the same text. White space between tokens does not count. */
  duplicates: number
  /** Records whose id is already stored with a different text. The first text is kept. */
  conflicts: number
  /** Pairs whose id's time is outside [now − retention, now + 1 day]. */
  quarantined: number
  /** Records that are invalid, or that the engine refused. Their raw text is kept. */
  deadLetters: number
  /** Sets of counters that were set aside, because they are implausible. Absent if there are none. */
  countersSetAside?: number
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
  /**
   * Whether to quarantine pairs whose id's time is too old or in the future. `false` for imports into a data folder.
   */
  quarantine: boolean
}

/** Selects pairs by the time in their ids. */
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

/** The store that the log is drained into. Only one process can have it open. */
export interface Engine {
  /**
   * Stores each record once. The first record of an id wins, also when records are retried after a crash. A bad record
   * becomes a dead letter and does not affect the others. Rejects only when the engine fails. A retry with the same
   * records is then safe. The times of outcomes are not checked. A conflicting outcome is kept as a dead letter, but
   * only counted as a conflict.
   */
  ingest(records: IngestRecord[], losses: LossRecord[], options: IngestOptions): Promise<IngestResult>
  /**
   * Deletes what is older than the retention, in whole weeks: pairs by the time in their id, also imported ones, and
   * outcomes, quarantined pairs, conflicts and dead letters by their arrival. What is counted for each client stays.
   */
  expire(): Promise<ExpiredCounts>
  /** Reads the raw texts of an experiment's outcomes, ordered by key. */
  readOutcomes(experiment: string): AsyncIterable<string>
  /** Reads the raw texts of an experiment's pairs in the window, ordered by id. Leaves out quarantined pairs. */
  readPairs(experiment: string, window: Window): AsyncIterable<string>
  readCaptureFacts(experiment: string): Promise<CaptureFacts>
  listExperiments(): Promise<ExperimentSummary[]>
  /** Returns the highest stored sequence number, or 0 for an empty store. */
  readLastSeq(): Promise<number>
  /** Resolves when the engine has answered a test query, and its folder can be written. */
  ping(): Promise<void>
  /** Later calls reject with EngineFailedError. */
  close(): Promise<void>
}
