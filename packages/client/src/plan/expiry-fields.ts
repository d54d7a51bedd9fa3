import type { Read } from '../core/guard/readers.ts'
import { atLeast } from './at-least.ts'
import { SHADOW_TTL_MS } from './create-plans.ts'
import type { FlagExpiry } from './flag-source.ts'

/** Returns the readers for the expiry options of a flag source. */
export const expiryFields = (): { [Name in keyof FlagExpiry]-?: Read<number> } => ({
  shadowTtlMs: atLeast(0, SHADOW_TTL_MS),
  serveTtlMs: atLeast(0, Infinity),
})
