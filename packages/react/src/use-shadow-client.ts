import type { ShadowClient } from '@shadow-mode/client'
import type { AnyShadowClient } from './any-shadow-client.ts'
import { sharedHooks } from './shared-hooks.ts'

/**
 * Returns the client of the nearest `ShadowProvider`. Name its type, or use `createShadowHooks`, which checks it.
 *
 * @example const client = useShadowClient<typeof shadow>()
 *
 * @throws {Error} if there is no provider.
 */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a context cannot carry the type
export const useShadowClient = sharedHooks.useShadowClient as <
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names the client of its provider
  Client extends AnyShadowClient = ShadowClient<unknown, unknown>,
>() => Client
