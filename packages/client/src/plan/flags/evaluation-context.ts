/** The data that rules can read. Rules see own properties only. */
export interface EvaluationContext {
  /** The subject. If it is absent or empty, a `fractional` without a seed selects the default variant. */
  targetingKey?: string | undefined
  [field: string]: unknown
}
