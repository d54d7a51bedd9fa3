/** Browsers refuse a keepalive body over 64 KiB, counted over all such requests of the page. */
const MAX_BODY_BYTES = 65_536

/** Of this SDK's requests that are under way: the browser would refuse one more only when nobody is there to hear it. */
let bytesUnderWay = 0

/**
 * Sends `body` as text/plain by a request that outlives the page. No cookies go with it, and no preflight is needed.
 * True means handed over, not arrived; false when it does not fit beside those that are under way.
 */
export function sendOnExit(url: string, body: string): boolean {
  try {
    const bytes = new TextEncoder().encode(body).length
    if (bytesUnderWay + bytes > MAX_BODY_BYTES) return false
    if (!('keepalive' in Request.prototype)) return globalThis.navigator?.sendBeacon?.(url, body) ?? false
    const done = () => {
      bytesUnderWay -= bytes
    }
    const sent = fetch(url, { method: 'POST', body, keepalive: true, credentials: 'omit' })
    bytesUnderWay += bytes
    // Failed or not: the caller counts what was sent this way as unconfirmed.
    void sent.catch(() => undefined).finally(done)
    return true
  } catch {
    return false
  }
}
