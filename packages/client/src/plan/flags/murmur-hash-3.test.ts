import * as fc from 'fast-check'
import independent from 'murmurhash3js-revisited'
import { expect, test } from 'vitest'
import { murmurHash3 } from './murmur-hash-3.ts'

test('agrees with the published vectors, and hashes UTF-8 bytes, not UTF-16 units', () => {
  expect(murmurHash3('')).toBe(0)
  expect(murmurHash3('hello')).toBe(0x248bfa47)
  expect(murmurHash3('hello, world')).toBe(0x149bbb7f)
  expect(murmurHash3('The quick brown fox jumps over the lazy dog')).toBe(0x2e4ff723)
  expect(murmurHash3('é')).toBe(269_551_495)
})

test('agrees with an independent implementation on 100,000 random keys', () => {
  // Of 0 to 40 characters with 1, 2, 3 or 4 bytes each. The oracle takes bytes: Node's own encoder makes them.
  const character = fc.oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0x80, max: 0x7ff }),
    fc.integer({ min: 0x800, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
  )
  const keys = fc.sample(fc.array(character, { maxLength: 40 }), { numRuns: 100_000, seed: 3 })
  const mismatches = keys
    .map(codes => String.fromCodePoint(...codes))
    .filter(key => murmurHash3(key) !== independent.x86.hash32(Buffer.from(key, 'utf8'), 0))
  expect(mismatches).toEqual([])
}, 60_000)
