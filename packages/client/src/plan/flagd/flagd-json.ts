import { mustBe, object } from '../../core/guard/readers.ts'
import { atLeast } from '../at-least.ts'
import { expiryFields } from '../expiry-fields.ts'
import type { FlagSource } from '../flag-source.ts'
import type { FlagdJsonOptions } from './flagd-json-options.ts'

/**
 * Reads the plan from a flag file in flagd's JSON format. It evaluates the targeting rules for each subject on the device.
 * The code for this loads after the first live output. Until then, and during an outage, each subject keeps its last plan.
 *
 * One tab reads the file for all tabs at each interval, and when a page becomes visible or goes online. The request uses the
 * browser's HTTP cache, which revalidates with `If-None-Match` if the server sends an `ETag`. A page that opens within the
 * interval uses the file that an earlier page read.
 *
 * For predictions without a subject, the device gets a random id that is used for targeting only. If `storage` is `memory`,
 * there is no such id, and a `fractional` rule returns the default variant.
 *
 * The client stores the experiment's part of the file for the next page, if it has at most 100,000 characters. A rule that
 * takes too long (see `evaluateFlag`) is an outage. Throws `InvalidOptionError` for an invalid or unknown option.
 *
 * @example
 * ```ts
 * createShadowClient({ ...options, flags: flagdJson({ url: '/flags.json', pollIntervalMs: 30_000 }) })
 * ```
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
