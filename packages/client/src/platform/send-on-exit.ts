/** Browsers refuse a keepalive body over 64 KiB, counted over all such requests of the page. */
const MAX_BODY_BYTES = 65_536

/**
 * Sends `body` as text/plain by a request that outlives the page. No cookies go with it, and no preflight is needed.
 * True means handed over, not arrived.
 */
export function sendOnExit(url: string, body: string): boolean {
  try {
    if (new TextEncoder().encode(body).length > MAX_BODY_BYTES) return false
    if (!('keepalive' in Request.prototype)) return globalThis.navigator?.sendBeacon?.(url, body) ?? false
    fetch(url, { method: 'POST', body, keepalive: true, credentials: 'omit' }).catch(() => {
      // Nobody is left to tell: the caller counts what was sent this way as unconfirmed.
    })
    return true
  } catch {
    return false
  }
}
