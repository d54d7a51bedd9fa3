import { InvalidOptionError } from '../errors/invalid-option-error.ts'
import type { FlagSource } from './flag-source.ts'

export interface FlagdJsonOptions {
  /** A flagd definition (`https://flagd.dev/schema/v0/flags.json`); it holds `flags.<experiment>`. */
  url: string
  /** Milliseconds between two readings, ±20 %; at least 1,000. Default 60,000. */
  pollIntervalMs?: number
  /** A reading that takes longer is an outage. Milliseconds; default 10,000. */
  timeoutMs?: number
}

/**
 * Takes the plan from a flag file in flagd's JSON format. The part that reads it is loaded after the first live
 * answer. Read again at each interval, and when the page becomes visible or online.
 *
 * Until the evaluator of targeting rules exists, a flag with a non-empty `targeting` counts as an outage.
 */
export function flagdJson(options: FlagdJsonOptions): FlagSource {
  const { url, pollIntervalMs = 60_000, timeoutMs = 10_000 } = options
  if (typeof url !== 'string' || url === '') throw new InvalidOptionError('flags.url', 'a URL')
  if (!(pollIntervalMs >= 1_000)) throw new InvalidOptionError('flags.pollIntervalMs', 'at least 1000')
  if (!(timeoutMs >= 1)) throw new InvalidOptionError('flags.timeoutMs', 'at least 1')
  return {
    async watch(context) {
      const { watchFlagdFile } = await import('../background.ts')
      return watchFlagdFile({ url, pollIntervalMs, timeoutMs }, context)
    },
  }
}
