import { InvalidOptionError } from '../../errors/invalid-option-error.ts'
import { checkExpiry } from '../check-expiry.ts'
import type { FlagExpiry, FlagSource } from '../flag-source.ts'

export interface FlagdJsonOptions extends FlagExpiry {
  /** A flagd definition (`https://flagd.dev/schema/v0/flags.json`); it holds `flags.<experiment>`. */
  url: string
  /** Milliseconds between two readings, ±20 %, of all tabs together; at least 1,000. Default 60,000. */
  pollIntervalMs?: number
  /** A reading that takes longer is an outage. Milliseconds; default 10,000. */
  timeoutMs?: number
}

/**
 * Takes the plan from a flag file in flagd's JSON format, by subject: its targeting rules are evaluated on the device.
 * What reads and evaluates it is loaded after the first live answer. Until then, and while the file cannot be read, each
 * subject keeps its last plan.
 *
 * The file is read at each interval, by one of the tabs for all, and when a page becomes visible or online. It goes
 * through the browser's HTTP cache, which asks with `If-None-Match` where the server sends an `ETag`. A page that opens
 * within the interval takes what an earlier one read.
 *
 * For a prediction without a subject the device gets a random id, for targeting only, unless `storage` is `memory`:
 * then a `fractional` rule gives the default variant.
 */
export function flagdJson(options: FlagdJsonOptions): FlagSource {
  const { url, pollIntervalMs = 60_000, timeoutMs = 10_000 } = options
  if (typeof url !== 'string' || url === '') throw new InvalidOptionError('flags.url', 'a URL')
  if (!(pollIntervalMs >= 1_000)) throw new InvalidOptionError('flags.pollIntervalMs', 'at least 1000')
  if (!(timeoutMs >= 1)) throw new InvalidOptionError('flags.timeoutMs', 'at least 1')
  return {
    ...checkExpiry(options),
    async watch(context) {
      const { watchFlagdFile } = await import('./watch-flagd-file.ts')
      return watchFlagdFile({ url, pollIntervalMs, timeoutMs }, context)
    },
  }
}
