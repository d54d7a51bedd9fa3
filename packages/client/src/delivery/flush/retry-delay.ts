const FIRST_MS = 1_000
const CAP_MS = 300_000

/**
 * Returns the delay in ms, by exponential backoff with full jitter: uniform in [0, min(5 min, 1 s · 2^attempt)).
 * `attempt` starts at 0.
 */
export function retryDelay(attempt: number, random: number): number {
  return random * Math.min(CAP_MS, FIRST_MS * 2 ** attempt)
}
