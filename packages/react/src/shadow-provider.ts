import type { ReactElement } from 'react'
import type { ShadowProviderProps } from './shadow-provider-props.ts'
import { sharedHooks } from './shared-hooks.ts'

/**
 * Provides a shadow client to the hooks below it. Hooks use the nearest provider, so an app can have several.
 *
 * @throws {Error} if `client` is not a client.
 */
export const ShadowProvider: (props: ShadowProviderProps) => ReactElement = sharedHooks.ShadowProvider
