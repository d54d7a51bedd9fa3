import type { Status } from '@shadow-mode/client'
import { sharedHooks } from './shared-hooks.ts'

/**
 * Returns the current `status()` of the client of the nearest `ShadowProvider`, and renders again when it changes. On a
 * server, and until the page has hydrated, all counters are 0, shadowing is off and `planReason` is `UNKNOWN`.
 *
 * @throws {Error} if there is no provider.
 */
export const useShadowStatus: () => Status = sharedHooks.useShadowStatus
