import { createHash, timingSafeEqual } from 'node:crypto'

const digestSecret = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()

/** Compares in constant time, so that the time reveals neither the secret nor its length. */
export function isSameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digestSecret(given), digestSecret(secret))
}
