import type { ShadowClient } from '@shadow-mode/client'
import { useContext } from 'react'
import { type AnyShadowClient, sharedContext } from './client-context.ts'
import { requireClient } from './require-client.ts'

/**
 * Returns the client of the nearest `ShadowProvider`. Name its type, or use `createShadowHooks`, which checks it.
 *
 * @example const client = useShadowClient<typeof shadow>()
 *
 * @throws {Error} if there is no provider.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names the client of its provider
export function useShadowClient<Client extends AnyShadowClient = ShadowClient<unknown, unknown>>(): Client {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a context cannot carry the type
  return requireClient(useContext(sharedContext)) as Client
}
