import { isUuid } from '../../core/guard/is-uuid.ts'
import type { Platform, SyncStore } from '../../core/platform/platform.ts'
import { randomUuid } from '../../core/platform/random-uuid.ts'

export const ANONYMOUS_ID_KEY = 'shadow-mode/v1/anonymous'

/**
 * Returns the random id of this origin on this device, and creates it if there is none. With it, predictions without a
 * subject always get the same variant. It never leaves the device. Returns `undefined` if nothing can be stored.
 */
export function anonymousId(
  store: SyncStore | undefined,
  platform: Pick<Platform, 'random'>,
): string | undefined {
  try {
    const stored = store?.get(ANONYMOUS_ID_KEY)
    if (isUuid(stored)) return stored
    store?.set(ANONYMOUS_ID_KEY, randomUuid(platform))
    // Read back, because another tab may have stored a different id.
    return store?.get(ANONYMOUS_ID_KEY) ?? undefined
  } catch {
    // The storage is full or blocked.
    return undefined
  }
}
