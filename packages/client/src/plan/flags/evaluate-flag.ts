import type { EvaluateFlagOptions } from './evaluate-flag-options.ts'
import type { EvaluationContext } from './evaluation-context.ts'
import type { EvaluationDetails } from './evaluation-details.ts'
import { prepareFlag } from './prepare-flag.ts'

/**
 * Evaluates one flag of a flagd definition (`https://flagd.dev/schema/v0/flags.json`), parsed, as flagd does. Never
 * throws: what cannot be evaluated is a `FlagFailure`, whose `errorCode` says why. Nothing is kept between two calls.
 * `context`: default empty.
 *
 * Rules are JsonLogic with `fractional`, `starts_with`, `ends_with`, `sem_ver` and `$ref`. An unknown operator anywhere
 * in a rule is a `PARSE_ERROR`. Operators nest 250 deep at most. 100,000 steps may be taken to read a rule, and as many to
 * evaluate it (about 10 ms of a laptop): enough to look a subject up among 60,000 UUIDs. Beyond that the answer is a
 * `GENERAL` failure, and so it is where `in` looks for over 256 characters in a text.
 */
export function evaluateFlag(
  definition: unknown,
  flagKey: string,
  context?: EvaluationContext,
  options?: EvaluateFlagOptions,
): EvaluationDetails {
  return prepareFlag(definition, flagKey)(context, options)
}
