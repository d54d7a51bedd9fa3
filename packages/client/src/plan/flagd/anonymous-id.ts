import { isUuid } from '../../core/guard/is-uuid.ts'
import type { Platform, SyncStore } from '../../core/platform/platform.ts'
import { randomUuid } from '../../core/platform/random-uuid.ts'

export const ANONYMOUS_ID_KEY = 'shadow-mode/v1/anonymous'

/**
 * A random id of this device, so that predictions without a subject always get the same variant. It never leaves the device.
 * `undefined` if nothing can be stored.
 */
export function anonymousId(
  store: SyncStore | undefined,
  { random }: Pick<Platform, 'random'>,
): string | undefined {
  try {
    const kept = store?.get(ANONYMOUS_ID_KEY)
    if (isUuid(kept)) return kept
    store?.set(ANONYMOUS_ID_KEY, randomUuid(random))
    // Read back, because another tab may have stored a different id.
    return store?.get(ANONYMOUS_ID_KEY) ?? undefined
  } catch {
    // The storage is full or blocked.
    return undefined
  }
}
