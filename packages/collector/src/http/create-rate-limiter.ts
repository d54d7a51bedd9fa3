export interface RateLimiter {
  /** How long `key` has to wait until it has 1 to spend. Milliseconds, 0 for no wait. */
  waitMs(key: string): number
  /** A key that has something left may spend more than that. It then waits longer. */
  spend(key: string, cost: number): void
}

const MINUTE_MS = 60_000
/** A generation has at most this many keys. Two are kept, so that at least as many keys are remembered. */
const MAX_KEYS = 50_000

/**
 * Creates a token bucket for each key, which holds what `perMinute` allows in a minute. A full bucket need not be
 * remembered, so a bucket is the time at which it will be full again (the generic cell rate algorithm). Time and memory
 * do not depend on the number of keys: when a generation is full, the one before is forgotten.
 *
 * @param now The milliseconds of a monotonic clock.
 */
export function createRateLimiter(
  perMinute: number,
  now: () => number,
  maxKeys: number = MAX_KEYS,
): RateLimiter {
  const msPerUnit = MINUTE_MS / perMinute
  let newer = new Map<string, number>()
  let older = new Map<string, number>()
  const fullAt = (key: string): number => newer.get(key) ?? older.get(key) ?? -Infinity
  return {
    waitMs: key => Math.max(fullAt(key) + msPerUnit - now() - MINUTE_MS, 0),
    spend(key, cost) {
      if (!newer.has(key) && newer.size >= maxKeys) {
        older = newer
        newer = new Map()
      }
      newer.set(key, Math.max(fullAt(key), now()) + cost * msPerUnit)
    },
  }
}
