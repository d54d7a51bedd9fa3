const TINY = 1e-300
const MAX_TERMS = 1_000_000

/**
 * Evaluates b₀ + a₁/(b₁ + a₂/(b₂ + …)) to 1e-15 with the modified Lentz algorithm (Thompson & Barnett 1986; Numerical
 * Recipes 5.2). `term(i)` returns [aᵢ, bᵢ] for i ≥ 1.
 *
 * @throws {RangeError} if it does not converge within a million terms.
 */
export function continuedFraction(b0: number, term: (i: number) => readonly [number, number]): number {
  let value = b0 === 0 ? TINY : b0
  let c = value
  let d = 0
  for (let i = 1; i <= MAX_TERMS; i++) {
    const [a, b] = term(i)
    d = b + a * d
    d = 1 / (d === 0 ? TINY : d)
    c = b + a / c
    if (c === 0) c = TINY
    const step = c * d
    value *= step
    if (Math.abs(step - 1) < 1e-15) return value
  }
  throw new RangeError('A continued fraction did not converge')
}
