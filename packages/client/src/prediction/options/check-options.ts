import type { Plan } from '@shadow-mode/protocol'
import { InvalidOptionError } from '../../core/errors/invalid-option-error.ts'
import { isExperiment } from '../../core/guard/is-experiment.ts'
import {
  absent,
  functionOr,
  label,
  mustBe,
  object,
  oneOf,
  optional,
  optionalCallback,
  text,
} from '../../core/guard/readers.ts'
import { readPlan } from '../../plan/complete-plan.ts'
import type { ClientOptions } from './client-options.ts'

const A_MODEL = 'httpModel({…}) or { version, predict }'

const MODEL = object({ predict: functionOr(A_MODEL), version: label }, true, A_MODEL)

/**
 * Does not use `URL`, because a server has no base for a relative URL. Rejects credentials, and characters that would break
 * the appended route.
 */
const collectorUrl = mustBe(
  value => typeof value === 'string' && /^(https?:\/\/[^?#@\s/]|\/)[^?#@\s]{0,2047}$/i.test(value),
  'http(s)://… or a /path, without ? # @',
)

const NOT_BOTH = absent('plan or flags, not both')

const OFF = { serve: 'live', shadowRate: 0 }

/**
 * Checks the options. Returns the fixed plan or, with flags, the bootstrap plan, with all defaults filled in. Throws
 * `InvalidOptionError` for invalid and unknown options, because apps without TypeScript can pass anything.
 */
export function checkOptions<Input, Output>(options: ClientOptions<Input, Output>): Plan {
  const given: unknown = Object(options).plan
  const { plan, bootstrap } = object({
    experiment: mustBe(isExperiment, 'a letter or digit, then up to 99 letters, digits, . _ -'),
    live: MODEL,
    candidate: MODEL,
    collector: object({
      url: collectorUrl,
      key: text(1_024),
      contentType: oneOf(['text', 'json'], 'text'),
    }),
    storage: oneOf(['durable', 'memory'], 'durable'),
    redact: optionalCallback,
    consent: optionalCallback,
    fields: optionalCallback,
    record: optional(object({ input: optionalCallback, output: optionalCallback })),
    plan: optional(readPlan),
    flags: given
      ? NOT_BOTH
      : mustBe(value => typeof Object(value).watch === 'function', 'flagdJson({…}) or a plan'),
    bootstrap: given ? NOT_BOTH : (value = OFF, path) => readPlan(value, path),
  })(options, '')
  if (plan?.noiseRate && !options.live.idempotent) {
    throw new InvalidOptionError('plan.noiseRate', 'an idempotent live model')
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- without a plan, `bootstrap` is one
  return plan ?? (bootstrap as Plan)
}
