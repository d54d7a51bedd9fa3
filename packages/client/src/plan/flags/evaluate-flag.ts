import type { EvaluateFlagOptions } from './evaluate-flag-options.ts'
import type { EvaluationContext } from './evaluation-context.ts'
import type { EvaluationDetails } from './evaluation-details.ts'
import { prepareFlag } from './prepare-flag.ts'

/**
 * Evaluates a flag of a parsed flagd definition (`https://flagd.dev/schema/v0/flags.json`), as flagd does. Never throws:
 * if the flag cannot be evaluated, it returns a `FlagFailure` with an `errorCode`. It keeps no state between calls. The
 * default `context` is empty.
 *
 * Rules are JsonLogic with `fractional`, `starts_with`, `ends_with`, `sem_ver` and `$ref`. An unknown operator anywhere
 * in a rule is a `PARSE_ERROR`. Operators may be nested 250 levels deep.
 *
 * A rule may take 100,000 steps to compile, and as many to evaluate (about 10 ms on a laptop). That is enough to find a
 * subject in a list of 60,000 UUIDs. A rule that takes more steps is a `GENERAL` failure, and so is an `in` that searches a
 * string for more than 256 characters.
 *
 * @example
 * ```ts
 * const { value, variant } = evaluateFlag(definition, 'credit-risk', { targetingKey: 'user-1' })
 * ```
 */
export function evaluateFlag(
  definition: unknown,
  flagKey: string,
  context?: EvaluationContext,
  options?: EvaluateFlagOptions,
): EvaluationDetails {
  return prepareFlag(definition, flagKey)(context, options)
}
