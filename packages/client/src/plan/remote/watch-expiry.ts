import type { Platform } from '../../core/platform/platform.ts'
import { SHADOW_TTL_MS } from '../create-plans.ts'
import type { FlagExpiry } from '../flag-source.ts'

/**
 * Longer timers overflow and fire at once. They can be omitted, because `currentReading` checks the age of a reading too.
 */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * Calls `onExpiry` when a reading from `readAt` reaches `shadowTtlMs`, and again when it reaches `serveTtlMs`. Returns a
 * function that cancels both.
 */
export function watchExpiry(
  platform: Platform,
  { shadowTtlMs = SHADOW_TTL_MS, serveTtlMs = Infinity }: FlagExpiry,
  readAt: number,
  onExpiry: () => void,
): () => void {
  let cancel: (() => void) | undefined
  const wait = () => {
    const ageMs = Math.abs(platform.now() - readAt)
    const nextMs = Math.min(...[shadowTtlMs, serveTtlMs].filter(limit => limit >= ageMs)) - ageMs + 1
    if (nextMs > LONGEST_TIMER_MS) return
    cancel = platform.setTimer(() => {
      wait()
      onExpiry()
    }, nextMs)
  }
  wait()
  return () => cancel?.()
}
