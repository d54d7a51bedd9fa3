import { createElement, type ReactElement, type ReactNode } from 'react'
import { type AnyShadowClient, ClientContext } from './client-context.ts'

export interface ShadowProviderProps {
  /**
   * The client from `createShadowClient`. Create it once, outside of components. The provider does not close it.
   */
  client: AnyShadowClient
  children?: ReactNode
}

/** Provides a shadow client to the hooks below it. Hooks use the nearest provider, so an app can have several. */
export function ShadowProvider({ client, children }: ShadowProviderProps): ReactElement {
  return createElement(ClientContext.Provider, { value: client }, children)
}
