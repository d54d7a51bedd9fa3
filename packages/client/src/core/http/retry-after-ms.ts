/** The longest that a `Retry-After` is obeyed. */
const MAX_RETRY_AFTER_MS = 300_000

/** A `Retry-After` header (seconds or an HTTP date) in milliseconds from `now`, at most 5 minutes; else undefined. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (!header) return undefined
  const delay = Number(header) >= 0 ? Number(header) * 1_000 : Date.parse(header) - now
  return Number.isNaN(delay) ? undefined : Math.min(Math.max(delay, 0), MAX_RETRY_AFTER_MS)
}
