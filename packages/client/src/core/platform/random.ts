/** Returns a random number in [0, 1). Uses `Math.random` if there is no `crypto` (React Native without a polyfill). */
export function random(): number {
  if (!globalThis.crypto) return Math.random()
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2))
  return (high * 2 ** 21 + (low >>> 11)) / 2 ** 53
}
