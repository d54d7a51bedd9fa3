import type { Plan } from '@shadow-mode/protocol'
import { InvalidOptionError } from '../../core/errors/invalid-option-error.ts'
import { isExperiment } from '../../core/guard/is-experiment.ts'
import { callback, label, mustBe, object, oneOf, optional, text } from '../../core/guard/readers.ts'
import { readPlan } from '../../plan/complete-plan.ts'
import type { ClientOptions } from './client-options.ts'

const MODEL = object({ predict: callback, version: label }, true)

const optionalCallback = optional(callback)

/** Not resolved: there may be no page. Every visitor reads it, so it holds no credentials; route and key come at its end. */
const isCollectorUrl = (value: unknown) =>
  typeof value === 'string' && /^(?!https?:\/\/$)(https?:\/)?\/[^?#@\s]{0,2047}$/i.test(value)

const OFF = { serve: 'live', shadowRate: 0 }

/**
 * Throws `InvalidOptionError` for what TypeScript could not see: options from JavaScript, or built at run time.
 * Returns the fixed plan, or what holds until the flags are there, with all defaults filled in.
 */
export function checkOptions<Input, Output>(options: ClientOptions<Input, Output>): Plan {
  const { plan: given }: Partial<ClientOptions<Input, Output>> = Object(options)
  const { plan, bootstrap } = object({
    experiment: mustBe(isExperiment, '1 to 100 letters, digits, . _ -, not . _ - first'),
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
    // Beside a plan neither has a meaning.
    ...(!given && {
      flags: mustBe(value => typeof Object(value).watch === 'function', 'flags or a plan'),
      bootstrap: (it = OFF, path) => readPlan(it, path),
    }),
  })(options, '')
  if (plan?.noiseRate && !options.live.idempotent) {
    throw new InvalidOptionError('plan.noiseRate', 'an idempotent live model')
  }
  return plan ?? bootstrap
}
