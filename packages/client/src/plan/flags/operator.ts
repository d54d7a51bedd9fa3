/** A compiled part of a rule. */
export type Compiled = (data: unknown) => unknown

/** The additional input of flagd's `fractional`. */
export interface Subject {
  flagKey: string
  targetingKey: string | undefined
}

/** An operator that evaluates its arguments itself. */
export type Operator = (args: Compiled[], data: unknown, subject: Subject) => unknown

/** An operator on the values of its arguments. */
export type ValueOperator = (args: unknown[], data: unknown, subject: Subject) => unknown
