import { mustBe, object } from '../../core/guard/readers.ts'
import { atLeast } from '../at-least.ts'
import { expiryFields } from '../expiry-fields.ts'
import type { FlagSource } from '../flag-source.ts'
import type { FlagdJsonOptions } from './flagd-json-options.ts'

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
 *
 * Of a definition of up to 100,000 characters the experiment's part is kept on the device, for the next page. A rule that
 * takes too long (see `evaluateFlag`) is an outage. Throws `InvalidOptionError` for an unknown option, or one that makes no
 * sense.
 */
export function flagdJson(options: FlagdJsonOptions): FlagSource {
  const settings = object<Required<FlagdJsonOptions>>({
    ...expiryFields(),
    url: mustBe(url => typeof url === 'string' && url, 'a URL'),
    pollIntervalMs: atLeast(1_000, 60_000),
    timeoutMs: atLeast(1, 10_000),
  })(options, 'flags')
  return {
    ...settings,
    async watch(context) {
      const { watchFlagdFile } = await import('./watch-flagd-file.ts')
      return watchFlagdFile(settings, context)
    },
  }
}
