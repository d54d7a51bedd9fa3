import { object } from '../../core/guard/readers.ts'
import { requestUrl } from '../../core/guard/request-url.ts'
import { atLeast } from '../at-least.ts'
import { expiryFields } from '../expiry-fields.ts'
import type { FlagSource } from '../flag-source.ts'
import type { FlagdJsonOptions } from './flagd-json-options.ts'

/**
 * Reads the plan from a flag file in flagd's JSON format. It evaluates the targeting rules for each subject on the device.
 * The code for this loads after the first live answer. Until then, and during an outage, the last plan of each subject
 * applies, or `bootstrap` for a subject without one.
 *
 * One tab reads the file for all tabs at each interval, and when a page becomes visible or goes online. The request uses
 * the browser's HTTP cache, which revalidates with `If-None-Match` if the server sends an `ETag`. A page starts with the
 * file that an earlier page has stored, and requests it again when the interval is over.
 *
 * For predictions without a subject, the client creates a random id for the device and uses it for targeting only. If
 * nothing can be stored, as with `storage: 'memory'`, there is no such id, and a `fractional` rule without a seed selects
 * the default variant.
 *
 * The client stores the flag of this experiment for the next page, unless the JSON has more than 100,000 characters or
 * `storage` is `memory`. A rule that exceeds the limits of `evaluateFlag` is an outage.
 *
 * Throws `InvalidOptionError` for an invalid or unknown option.
 *
 * @example
 * ```ts
 * createShadowClient({ ...options, flags: flagdJson({ url: '/flags.json', pollIntervalMs: 30_000 }) })
 * ```
 */
export function flagdJson(options: FlagdJsonOptions): FlagSource {
  const settings = object<Required<FlagdJsonOptions>>({
    ...expiryFields(),
    url: requestUrl,
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
