import type { Losses } from '@shadow-mode/protocol'

/** What a client's counters claim. The sums are cut at 2^53 − 1. */
export interface Claim {
  sampled: number
  /** Unconfirmed predictions are among them. */
  lost: number
}

export function countClaim({ sampled, unconfirmed, dropped }: Losses): Claim {
  const lost = Object.values(dropped).reduce((total, count) => total + count, unconfirmed)
  return { sampled, lost: Math.min(lost, Number.MAX_SAFE_INTEGER) }
}
