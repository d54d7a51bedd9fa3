const rotate = (value: number, bits: number) => (value << bits) | (value >>> (32 - bits))

const scramble = (block: number) => Math.imul(rotate(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593)

/**
 * Returns the MurmurHash3 x86-32 of the text's UTF-8 bytes with seed 0, as an unsigned 32-bit number.
 * Source: https://github.com/aappleby/smhasher/wiki/MurmurHash3.
 */
export function murmurHash3(text: string): number {
  const bytes = new TextEncoder().encode(text)
  const view = new DataView(bytes.buffer)
  const { length } = bytes
  const tail = length - (length % 4)
  let hash = 0
  for (let at = 0; at < tail; at += 4) {
    hash = Math.imul(rotate(hash ^ scramble(view.getInt32(at, true)), 13), 5) + 0xe6546b64
  }
  let rest = 0
  for (let at = length - 1; at >= tail; at--) rest = (rest << 8) | view.getUint8(at)
  hash ^= scramble(rest) ^ length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
