import type { Plan } from '@shadow-mode/protocol'
import { InvalidOptionError } from '../../core/errors/invalid-option-error.ts'
import { isExperiment } from '../../core/guard/is-experiment.ts'
import { callback, label, mustBe, object, oneOf, optional, text } from '../../core/guard/readers.ts'
import { readPlan } from '../../plan/complete-plan.ts'
import type { ClientOptions } from './client-options.ts'

const MODEL = object({ predict: callback, version: label }, true)

const optionalCallback = optional(callback)

/**
 * Does not use `URL`, because a server has no base for a relative URL. Rejects credentials, and characters that would break
 * the appended route.
 */
const isCollectorUrl = (value: unknown) =>
  typeof value === 'string' && /^(?!https?:\/\/$)(https?:\/)?\/[^?#@\s]{0,2047}$/i.test(value)

const OFF = { serve: 'live', shadowRate: 0 }

/**
 * Checks the options. Returns the fixed plan or, with flags, the bootstrap plan, with all defaults filled in. Throws
 * `InvalidOptionError` for invalid and unknown options, because apps without TypeScript can pass anything.
 */
export function checkOptions<Input, Output>(options: ClientOptions<Input, Output>): Plan {
  const { plan: given }: Partial<ClientOptions<Input, Output>> = Object(options)
  const { plan, bootstrap } = object({
    experiment: mustBe(isExperiment, 'a letter or digit, then up to 99 letters, digits, . _ -'),
    live: MODEL,
    candidate: MODEL,
    collector: object({
      url: mustBe(isCollectorUrl, 'an http(s) URL or a /path, without ? # @'),
      key: text(1_024),
      contentType: oneOf(['text', 'json'], 'text'),
    }),
    storage: oneOf(['durable', 'memory'], 'durable'),
    redact: optionalCallback,
    consent: optionalCallback,
    fields: optionalCallback,
    record: optional(object({ input: optionalCallback, output: optionalCallback })),
    plan: optional(readPlan),
    // With a plan, `flags` and `bootstrap` are unknown options.
    ...(!given && {
      flags: mustBe(value => typeof Object(value).watch === 'function', 'flags or a plan'),
      bootstrap: (value = OFF, path) => readPlan(value, path),
    }),
  })(options, '')
  if (plan?.noiseRate && !options.live.idempotent) {
    throw new InvalidOptionError('plan.noiseRate', 'an idempotent live model')
  }
  return plan ?? bootstrap
}
