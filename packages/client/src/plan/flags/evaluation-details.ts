/** Of the flag set and of the flag, which wins. */
export type FlagMetadata = Record<string, string | number | boolean>

/** OpenFeature's codes, as far as a static definition can cause them. */
export type EvaluationErrorCode =
  /** The definition holds no flag of this key. */
  | 'FLAG_NOT_FOUND'
  /** Not a flag definition, or its rule has an operator or a `$ref` that is unknown, or is nested deeper than 250. */
  | 'PARSE_ERROR'
  /** The value's type is not the default value's. */
  | 'TYPE_MISMATCH'
  /** The context is no object, or its `targetingKey` no string. */
  | 'INVALID_CONTEXT'
  /** The rule failed, took more than 100,000 steps, or chose a variant that the flag does not have. */
  | 'GENERAL'

interface DetailsBase {
  key: string
  metadata: FlagMetadata
}

/** A variant applies. `DEFAULT`: the rule chose none, so it is the default variant; `STATIC`: there is no rule. */
export interface FlagMatch extends DetailsBase {
  reason: 'STATIC' | 'DEFAULT' | 'TARGETING_MATCH'
  variant: string
  value: unknown
}

/** The flag is disabled, or has no default variant where one is needed: `value` is the app's default value. */
export interface FlagFallback extends DetailsBase {
  reason: 'DISABLED' | 'DEFAULT'
  variant?: never
  value: unknown
}

/** The flag could not be evaluated: `value` is the app's default value. */
export interface FlagFailure extends DetailsBase {
  reason: 'ERROR'
  variant?: never
  value: unknown
  errorCode: EvaluationErrorCode
  /** For people. */
  errorDetails: string
}

/** The answer for one flag, in the words of OFREP (OpenFeature's remote evaluation protocol). */
export type EvaluationDetails = FlagMatch | FlagFallback | FlagFailure
