/** A compiled part of a rule. */
export type Compiled = (data: unknown) => unknown

/** What flagd's `fractional` hashes if the rule gives no string to hash. */
export interface FractionalContext {
  flagKey: string
  /** The subject. */
  targetingKey: string | undefined
}

/** An operator that evaluates its arguments itself. */
export type Operator = (args: Compiled[], data: unknown, fractionalContext: FractionalContext) => unknown

/** An operator on the values of its arguments. */
export type ValueOperator = (args: unknown[], data: unknown, fractionalContext: FractionalContext) => unknown
