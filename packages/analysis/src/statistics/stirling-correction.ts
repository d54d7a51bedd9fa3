/**
 * The error of Stirling's formula: δ(z) = ln Γ(z) − [(z − ½) ln z − z + ½ ln 2π], for z > 0. Ratios of gamma functions
 * computed with δ stay accurate even if ln Γ is huge. Uses the series of Abramowitz & Stegun 6.1.41 for z ≥ 12, and for
 * smaller z the recurrence ln Γ(z + 1) = ln Γ(z) + ln z.
 */
export function stirlingCorrection(z: number): number {
  let shifted = z
  let steps = 0
  while (shifted < 12) {
    steps += (shifted + 0.5) * Math.log1p(1 / shifted) - 1
    shifted += 1
  }
  const r = 1 / (shifted * shifted)
  const series = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r / 1188)))) / shifted
  return series + steps
}
