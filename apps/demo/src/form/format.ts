const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** Formats a share as a percentage with at most one decimal: 0.1337 → 13.4%. */
export const formatShare = (share: number): string => percent.format(share)

const risk = new Intl.NumberFormat('en', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  roundingMode: 'floor',
})

/**
 * Formats a probability as a percentage with one decimal. It rounds down, so that 24.99% looks below a limit of 25%.
 */
export const formatRisk = (probability: number): string => risk.format(probability)

export const formatCount = (count: number): string => whole.format(count)

/** Formats milliseconds. */
export const formatMs = (ms: number): string => (ms < 10 ? `${ms.toFixed(1)} ms` : `${whole.format(ms)} ms`)
