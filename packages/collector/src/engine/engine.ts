import type { CaptureFacts } from '@shadow-mode/analysis'
import type { Losses } from '@shadow-mode/protocol'
import type { KindName } from './kind-name.ts'

/** A pair or outcome on its way from the log, or a file, into the engine. It has passed its schema. */
export interface IngestRecord {
  /** Ingestion sequence number: grows with every record the collector accepts, never reused. */
  seq: number
  /** The pair's; the outcome's own, or the digest of its text. */
  id: string
  experiment: string
  /** Its JSON text exactly as it was sent. */
  raw: string
}

/** A client's counters for one experiment, as one batch told them. */
export interface LossRecord {
  client: string
  experiment: string
  losses: Losses
}

/** What became of the records of one `ingest`; the figures add up to their number. */
export interface IngestResult {
  stored: number
  /** The same id with the same text was there before. */
  duplicates: number
  /** The same id with another text was there before: the first one stays. */
  conflicts: number
  /** The id's time lies outside [now − retention, now + 1 day]. */
  quarantined: number
  /** Refused by the engine; kept raw. */
  setAside: number
}

interface IngestOptions {
  /** What the records are, and whose losses; default `pairs`. */
  kind?: KindName
  /** False (import): nothing is quarantined. */
  clip: boolean
}

export interface Window {
  /** First instant, inclusive, ISO 8601; `null`: open. */
  from: string | null
  /** Last instant, exclusive. */
  to: string | null
}

/** An experiment that has a pair. */
export interface ExperimentSummary {
  experiment: string
  pairs: number
  /** Times in the first and the last id, ISO 8601. */
  first: string
  last: string
}

/** The store behind the log. One process owns it. */
export interface Engine {
  /**
   * Stores each record once: the first of an id wins, also when the same records come again after a crash. One bad
   * record costs that record (it is set aside), never the rest. Rejects only when the engine itself fails; then it
   * is safe to call again with the same records. The times of outcomes are not looked at; a conflict of theirs is set
   * aside, too, and counted as a conflict only.
   */
  ingest(records: IngestRecord[], losses: LossRecord[], options: IngestOptions): Promise<IngestResult>
  /** The raw texts of an experiment's outcomes, in order of their keys. */
  outcomes(experiment: string): AsyncIterable<string>
  /** The raw texts of an experiment's pairs, quarantine excluded, in order of their ids. Window by the time in the id. */
  pairs(experiment: string, window: Window): AsyncIterable<string>
  captureFacts(experiment: string): Promise<CaptureFacts>
  experiments(): Promise<ExperimentSummary[]>
  /** The highest sequence number ever stored; 0 for an empty store. */
  lastSeq(): Promise<number>
  /** Resolves when the engine answers a query. */
  ping(): Promise<void>
  close(): Promise<void>
}
