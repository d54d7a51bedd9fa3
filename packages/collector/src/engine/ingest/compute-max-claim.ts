/**
 * How many predictions a client may have sampled when its first batch arrives: as many as the largest queue that a plan
 * allows (`maxQueuedPairs`). A device that nobody could reach for three weeks needs 605,000, at one prediction a second
 * for eight hours a day.
 */
const FIRST_CLAIM = 1_000_000
/** How many predictions a client may sample per second since then, on average. A camera has 60 frames a second. */
const CLAIM_PER_SECOND = 100
/** A client counts as at most this old. Milliseconds. It is the default retention. */
const MAX_AGE_MS = 400 * 86_400_000

/** Returns the most predictions that a client may claim to have sampled, `ageMs` after its first batch arrived. */
export function computeMaxClaim(ageMs: number): number {
  const countedMs = Math.min(Math.max(ageMs, 0), MAX_AGE_MS)
  return FIRST_CLAIM + Math.floor((countedMs / 1_000) * CLAIM_PER_SECOND)
}

/** The most that any client may claim. Counters without a known age are judged by it. */
export const MAX_CLAIM: number = computeMaxClaim(Infinity)
