import card from '../../models/model-card.json' with { type: 'json' }

export interface Decision {
  /** The probability of default, 0 to 1. Higher is worse for the customer. */
  probability: number
  approved: boolean
}

/** Nine significant digits identify every float32. More digits would only be noise. */
const FLOAT32_DIGITS = 9

/**
 * Reads a model's outputs as a decision.
 *
 * @throws {TypeError} if there is no numeric output `probability`.
 */
export function decodeDecision(outputs: Record<string, { data: ArrayLike<unknown> }>): Decision {
  const value = outputs['probability']?.data[0]
  if (typeof value !== 'number') throw new TypeError('The model has no numeric output "probability"')
  const probability = Number(value.toPrecision(FLOAT32_DIGITS))
  return { probability, approved: probability < card.decision.threshold }
}
