import type { FlagExpiry } from '../flag-source.ts'

/** Options of `flagdJson`. */
export interface FlagdJsonOptions extends FlagExpiry {
  /**
   * The URL of a flagd definition (`https://flagd.dev/schema/v0/flags.json`) that contains `flags.<experiment>`. It may be
   * relative to the page. The file may have at most 1,000,000 characters.
   */
  url: string
  /**
   * The time between two requests in milliseconds, ±20 %, shared by all tabs. At least 1,000. After an outage, the client
   * retries sooner: first after about 1 s, then with exponential backoff up to this interval.
   *
   * @default 60_000 (1 minute)
   */
  pollIntervalMs?: number
  /**
   * The timeout of a request in milliseconds, at least 1. A request that takes longer is an outage.
   *
   * @default 10_000 (10 seconds)
   */
  timeoutMs?: number
}
