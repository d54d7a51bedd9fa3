import card from '../../models/model-card.json' with { type: 'json' }

export interface Decision {
  /** Probability of default, 0 to 1: higher is worse for the customer. */
  probability: number
  approved: boolean
}

/** Nine significant digits tell every float32 from its neighbours, without the digits that it never had. */
const FLOAT32_DIGITS = 9

/**
 * The decision that a model's outputs stand for.
 *
 * @throws {TypeError} when there is no output `probability` that holds one number.
 */
export function decodeDecision(outputs: Record<string, { data: ArrayLike<unknown> }>): Decision {
  const value = outputs['probability']?.data[0]
  if (typeof value !== 'number') throw new TypeError('The model gave no output "probability"')
  const probability = Number(value.toPrecision(FLOAT32_DIGITS))
  return { probability, approved: probability < card.decision.threshold }
}
