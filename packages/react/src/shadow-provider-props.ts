import type { ReactNode } from 'react'
import type { AnyShadowClient } from './any-shadow-client.ts'

export interface ShadowProviderProps<Client extends AnyShadowClient = AnyShadowClient> {
  /**
   * The client from `createShadowClient`. Create it once, outside of components. The provider does not close it.
   */
  client: Client
  children?: ReactNode
}
