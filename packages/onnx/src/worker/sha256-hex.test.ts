import { afterEach, expect, test, vi } from 'vitest'
import { sha256Hex } from './sha256-hex.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

test('gives the digest of FIPS 180-2’s first example', async () => {
  const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(await sha256Hex(new TextEncoder().encode('abc'))).toBe(digest)
})

test('gives nothing on an insecure origin', async () => {
  vi.stubGlobal('crypto', {})
  expect(await sha256Hex(new Uint8Array(1))).toBeUndefined()
})
