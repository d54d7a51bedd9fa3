import { credentialsFor } from './credentials-for.ts'

/** Browsers limit the keepalive bodies of a page to 64 KiB in total. */
const MAX_BODY_BYTES = 65_536

/**
 * The bytes of pending keepalive requests. Tracked here, because `fetch` rejects asynchronously, after the page is gone.
 */
let pendingBytes = 0

/**
 * Sends `body` as text/plain in a keepalive request, without a CORS preflight. A browser without keepalive uses
 * `sendBeacon`, which always sends cookies.
 *
 * Returns false if the browser refused the request, or if it does not fit into the 64 KiB. True does not mean that the
 * request arrives.
 */
export function sendOnExit(url: string, body: string): boolean {
  try {
    const bytes = new TextEncoder().encode(body).length
    if (pendingBytes + bytes > MAX_BODY_BYTES) return false
    if (!('keepalive' in Request.prototype)) return globalThis.navigator?.sendBeacon?.(url, body) ?? false
    const done = () => {
      pendingBytes -= bytes
    }
    const sent = fetch(url, { method: 'POST', body, keepalive: true, credentials: credentialsFor(url) })
    pendingBytes += bytes
    // The result does not matter. The page may be gone, so the caller never relies on the arrival.
    void sent.catch(() => undefined).finally(done)
    return true
  } catch {
    return false
  }
}
