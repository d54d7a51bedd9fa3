import type { Losses } from '@shadow-mode/protocol'

/** What a client's counters claim. */
export interface Claim {
  sampled: number
  /** Unconfirmed predictions are among them. */
  lost: number
}

/** Sums what a client's counters claim. `lost` is cut at 2^53 − 1. */
export function countClaim({ sampled, unconfirmed, dropped }: Losses): Claim {
  const lost = Object.values(dropped).reduce((total, count) => total + count, unconfirmed)
  return { sampled, lost: Math.min(lost, Number.MAX_SAFE_INTEGER) }
}
