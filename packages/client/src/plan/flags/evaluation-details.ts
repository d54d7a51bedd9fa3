/** The merged metadata of the flag set and the flag. The flag takes precedence. */
export type FlagMetadata = Record<string, string | number | boolean>

/** The OpenFeature error codes that `evaluateFlag` returns. */
export type EvaluationErrorCode =
  /** The definition has no flag with this key. */
  | 'FLAG_NOT_FOUND'
  /** The definition or the rule is invalid. The rule may have an unknown operator or `$ref`, or be nested too deeply. */
  | 'PARSE_ERROR'
  /** The type of the value differs from that of the default value. */
  | 'TYPE_MISMATCH'
  /** The context is not an object, or its `targetingKey` is not a string. */
  | 'INVALID_CONTEXT'
  /**
   * The rule failed or took more than 100,000 steps. Also if the rule or `defaultVariant` names a variant that is not in
   * `variants`.
   */
  | 'GENERAL'

interface DetailsBase {
  key: string
  metadata: FlagMetadata
}

/**
 * The flag has a value for the context.
 *
 * - `TARGETING_MATCH`: the rule chose the variant.
 * - `DEFAULT`: the rule chose no variant, so the default variant applies.
 * - `STATIC`: the flag has no rule, so the default variant applies.
 */
export interface FlagMatch extends DetailsBase {
  reason: 'STATIC' | 'DEFAULT' | 'TARGETING_MATCH'
  variant: string
  value: unknown
}

/**
 * The flag is disabled, or the rule chose no variant and no default variant is set. `value` is the app's `defaultValue`.
 */
export interface FlagFallback extends DetailsBase {
  reason: 'DISABLED' | 'DEFAULT'
  variant?: never
  value: unknown
}

/** The flag could not be evaluated. `value` is the app's `defaultValue`. */
export interface FlagFailure extends DetailsBase {
  reason: 'ERROR'
  variant?: never
  value: unknown
  errorCode: EvaluationErrorCode
  /** A message for developers. */
  errorDetails: string
}

/** The result of an evaluation, in the format of OFREP (the OpenFeature Remote Evaluation Protocol). */
export type EvaluationDetails = FlagMatch | FlagFallback | FlagFailure
