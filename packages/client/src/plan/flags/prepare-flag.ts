import { isObject } from '../../core/guard/is-object.ts'
import { own } from '../../core/guard/own.ts'
import { type CompiledRule, compileRule } from './compile-rule.ts'
import type { EvaluateFlagOptions } from './evaluate-flag-options.ts'
import type { EvaluationContext } from './evaluation-context.ts'
import type { EvaluationDetails, FlagMetadata } from './evaluation-details.ts'
import { EvaluationError } from './evaluation-error.ts'
import { isPrimitive } from './is-primitive.ts'

const isMetadata = (entry: [string, unknown]): entry is [string, string | number | boolean] =>
  isPrimitive(entry[1])

/** Merges the metadata of `holders`; later ones take precedence. Omits values that are not strings, numbers or booleans. */
const readMetadata = (...holders: unknown[]): FlagMetadata =>
  Object.fromEntries(
    holders.flatMap(holder => {
      const metadata = own(holder, 'metadata')
      return isObject(metadata) ? Object.entries(metadata).filter(isMetadata) : []
    }),
  )

export type PreparedFlag = (context?: EvaluationContext, options?: EvaluateFlagOptions) => EvaluationDetails

/** Returns an `evaluateFlag` for many contexts. The first evaluation that needs the rule compiles it for all later ones. */
export function prepareFlag(definition: unknown, flagKey: string): PreparedFlag {
  let rule: CompiledRule | undefined

  /** Returns the variant that the rule chooses, or `null` if it chooses none. */
  const chooseVariant = (targeting: object, context: EvaluationContext, now: () => number): string | null => {
    rule ??= compileRule(targeting, own(definition, '$evaluators'))
    const timestamp = Math.floor(now() / 1000)
    const { targetingKey } = context
    const chosen = rule({ ...context, $flagd: { flagKey, timestamp } }, { flagKey, targetingKey })
    if (isPrimitive(chosen)) return `${chosen}`
    if (chosen == null) return null
    throw new EvaluationError('GENERAL', 'targeting: expected the name of a variant')
  }

  return (context = {}, options = {}) => {
    const { defaultValue, now = Date.now } = options
    let metadata: FlagMetadata = {}
    const toDetails = <More>(more: More) => ({ key: flagKey, value: defaultValue, metadata, ...more })
    try {
      const flags = own(definition, 'flags')
      if (!isObject(flags)) throw new EvaluationError('PARSE_ERROR', 'expected an object with flags')
      const flag = own(flags, flagKey)
      metadata = readMetadata(definition, flag)
      if (flag === undefined) throw new EvaluationError('FLAG_NOT_FOUND', 'no such flag')
      const state = own(flag, 'state')
      if (state === 'DISABLED') return toDetails({ reason: state })
      if (state !== 'ENABLED') throw new EvaluationError('PARSE_ERROR', 'state: expected ENABLED or DISABLED')

      if (!isObject(context) || !['string', 'undefined'].includes(typeof context.targetingKey)) {
        throw new EvaluationError('INVALID_CONTEXT', 'context.targetingKey: expected a string')
      }
      const targeting = own(flag, 'targeting') ?? {}
      if (!isObject(targeting)) throw new EvaluationError('PARSE_ERROR', 'targeting: expected an object')
      const hasRule = Object.keys(targeting).length > 0
      const chosen = hasRule ? chooseVariant(targeting, context, now) : null
      // Like flagd, treats an empty name as no default variant.
      const variant = chosen ?? (own(flag, 'defaultVariant') || null)
      if (variant === null) return toDetails({ reason: 'DEFAULT' as const })

      const value = typeof variant === 'string' ? own(own(flag, 'variants'), variant) : undefined
      if (typeof variant !== 'string' || value === undefined) {
        throw new EvaluationError('GENERAL', `no variant ${JSON.stringify(variant)}`)
      }
      if (defaultValue !== undefined && typeof value !== typeof defaultValue) {
        throw new EvaluationError('TYPE_MISMATCH', `expected ${typeof defaultValue}, not ${typeof value}`)
      }
      const reason = chosen === null ? (hasRule ? 'DEFAULT' : 'STATIC') : 'TARGETING_MATCH'
      return toDetails({ reason, variant, value })
    } catch (error) {
      const errorCode = error instanceof EvaluationError ? error.errorCode : 'GENERAL'
      const errorDetails = `flags.${flagKey}: ${error instanceof Error ? error.message : 'cannot be read'}`
      return toDetails({ reason: 'ERROR' as const, errorCode, errorDetails })
    }
  }
}
