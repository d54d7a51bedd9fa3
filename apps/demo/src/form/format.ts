const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** A share as a percentage with at most one decimal: 0.1337 → 13.4%. */
export const formatShare = (share: number): string => percent.format(share)

const risk = new Intl.NumberFormat('en', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  roundingMode: 'floor',
})

/** A probability as a percentage with one decimal, rounded down: 24.99% is below a limit of 25%, and must look so. */
export const formatRisk = (probability: number): string => risk.format(probability)

export const formatCount = (count: number): string => whole.format(count)

/** Milliseconds with what is worth telling of them. */
export const formatMs = (ms: number): string => (ms < 10 ? `${ms.toFixed(1)} ms` : `${whole.format(ms)} ms`)
