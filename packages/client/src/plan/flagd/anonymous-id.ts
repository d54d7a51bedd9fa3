import { isUuid } from '../../core/guard/is-uuid.ts'
import type { Platform, SyncStore } from '../../core/platform/platform.ts'
import { randomUuid } from '../../core/platform/random-uuid.ts'

export const ANONYMOUS_ID_KEY = 'shadow-mode/v1/anonymous'

/**
 * A random id of this device, so that a prediction without a subject stays with its variant. It never leaves the device.
 * `undefined` where nothing can be stored.
 */
export function anonymousId(
  store: SyncStore | undefined,
  { random }: Pick<Platform, 'random'>,
): string | undefined {
  try {
    const kept = store?.get(ANONYMOUS_ID_KEY)
    if (isUuid(kept)) return kept
    store?.set(ANONYMOUS_ID_KEY, randomUuid(random))
    // As it was stored: another tab may have been first.
    return store?.get(ANONYMOUS_ID_KEY) ?? undefined
  } catch {
    // Full or forbidden: like no storage.
    return undefined
  }
}
