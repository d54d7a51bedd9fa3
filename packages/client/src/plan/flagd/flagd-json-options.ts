import type { FlagExpiry } from '../flag-source.ts'

/** Where a flag file lies, and how often it is read. */
export interface FlagdJsonOptions extends FlagExpiry {
  /**
   * A flagd definition (`https://flagd.dev/schema/v0/flags.json`), of at most 1,000,000 characters; it holds
   * `flags.<experiment>`. Relative to the page.
   */
  url: string
  /**
   * Milliseconds between two readings, ±20 %, of all tabs together; at least 1,000. Default 60,000. After an outage the next
   * comes sooner: after 1 s, then twice as long each time.
   */
  pollIntervalMs?: number
  /** A reading that takes longer is an outage. Milliseconds, at least 1; default 10,000. */
  timeoutMs?: number
}
