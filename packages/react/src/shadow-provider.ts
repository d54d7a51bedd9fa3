import { createElement, type ReactElement, type ReactNode } from 'react'
import { type AnyShadowClient, sharedContext } from './client-context.ts'
import { requireClient } from './require-client.ts'

export interface ShadowProviderProps<Client extends AnyShadowClient = AnyShadowClient> {
  /**
   * The client from `createShadowClient`. Create it once, outside of components. The provider does not close it.
   */
  client: Client
  children?: ReactNode
}

/**
 * Provides a shadow client to the hooks below it. Hooks use the nearest provider, so an app can have several.
 *
 * @throws {Error} if `client` is not a client.
 */
export function ShadowProvider({ client, children }: ShadowProviderProps): ReactElement {
  return createElement(sharedContext.Provider, { value: requireClient(client) }, children)
}
