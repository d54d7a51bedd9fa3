import type { ShadowClient } from '@shadow-mode/client'
import { useContext } from 'react'
import { ClientContext } from './client-context.ts'

/**
 * Returns the client of the nearest `ShadowProvider`.
 *
 * @throws {Error} if there is no provider.
 */
export function useShadowClient<Input, Output>(): ShadowClient<Input, Output> {
  const client = useContext(ClientContext)
  if (client === null) {
    throw new Error(
      'No shadow client here. Wrap the component in <ShadowProvider client={client}>, with a client made by createShadowClient.',
    )
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- context cannot carry the types; the caller names them
  return client as ShadowClient<Input, Output>
}
