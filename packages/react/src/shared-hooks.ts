import type { AnyShadowClient } from './any-shadow-client.ts'
import { createShadowHooks, type ShadowHooks } from './create-shadow-hooks.ts'

/** The provider and the hooks that this package exports. */
export const sharedHooks: ShadowHooks<AnyShadowClient> = /* @__PURE__ */ createShadowHooks<AnyShadowClient>()
