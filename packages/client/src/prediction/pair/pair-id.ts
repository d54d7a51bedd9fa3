import type { CorePlatform } from '../../core/platform/platform.ts'

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/**
 * Creates a UUIDv7 (RFC 9562) from the 48 bits of `atMs` and 74 random bits. It does not use the `uuid` package, which
 * requires `crypto` and is large.
 */
export function pairId(platform: Pick<CorePlatform, 'random'>, atMs: number): string {
  const bits = (count: number) => Math.floor(platform.random() * 2 ** count)
  const time = hex(atMs, 12)
  const variant = hex(0x8000 + bits(14), 4)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(bits(12), 3)}-${variant}-${hex(bits(48), 12)}`
}
