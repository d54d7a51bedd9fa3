import { createElement, type ReactElement, type ReactNode } from 'react'
import { type AnyShadowClient, ClientContext } from './client-context.ts'

export interface ShadowProviderProps {
  /**
   * What `createShadowClient` returned. Create it once, outside of components, and close it yourself: the provider
   * does neither.
   */
  client: AnyShadowClient
  children?: ReactNode
}

/** Gives a shadow client to the hooks below it. The nearest provider wins: one app may hold several experiments. */
export function ShadowProvider({ client, children }: ShadowProviderProps): ReactElement {
  return createElement(ClientContext.Provider, { value: client }, children)
}
