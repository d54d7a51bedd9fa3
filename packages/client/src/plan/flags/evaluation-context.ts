/** What a rule may ask about the subject and its surroundings. Own fields only: a rule sees nothing inherited. */
export interface EvaluationContext {
  /** The subject. Without it, or when it is empty, `fractional` gives the default variant. */
  targetingKey?: string | undefined
  [field: string]: unknown
}
