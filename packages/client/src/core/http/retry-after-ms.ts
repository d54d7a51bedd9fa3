/** A longer `Retry-After` is shortened to this. */
const MAX_RETRY_AFTER_MS = 300_000

/**
 * Parses a `Retry-After` header (seconds or an HTTP date) into milliseconds from `now`, 0 to 5 minutes. Returns `undefined`
 * if the header is absent or invalid.
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (!header) return undefined
  const delay = Number(header) >= 0 ? Number(header) * 1_000 : Date.parse(header) - now
  return Number.isNaN(delay) ? undefined : Math.min(Math.max(delay, 0), MAX_RETRY_AFTER_MS)
}
