/** The longest `Retry-After` that is honoured. */
const MAX_RETRY_AFTER_MS = 300_000

/** Parses a `Retry-After` header (seconds or an HTTP date) into milliseconds from `now`, capped at 5 minutes. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (!header) return undefined
  const delay = Number(header) >= 0 ? Number(header) * 1_000 : Date.parse(header) - now
  return Number.isNaN(delay) ? undefined : Math.min(Math.max(delay, 0), MAX_RETRY_AFTER_MS)
}
