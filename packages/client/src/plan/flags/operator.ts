/** A part of a rule, ready to be evaluated on the data of its scope. */
export type Compiled = (data: unknown) => unknown

/** What flagd's own operators know beside their arguments. */
export interface Subject {
  flagKey: string
  targetingKey: string | undefined
}

/** Evaluates its arguments itself: none, some, or on other data. */
export type Operator = (args: Compiled[], data: unknown, subject: Subject) => unknown

/** Works on the values of all its arguments. */
export type ValueOperator = (args: unknown[], data: unknown, subject: Subject) => unknown
