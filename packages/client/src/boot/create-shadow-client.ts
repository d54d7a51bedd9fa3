import { browserPlatform } from '../core/platform/browser-platform.ts'
import type { ClientOptions } from '../prediction/options/client-options.ts'
import type { ShadowClient } from './shadow-client.ts'
import { wireClient } from './wire-client.ts'

/**
 * Creates the client of one experiment. Throws `InvalidOptionError`, which names the option that is invalid.
 *
 * The code for flags and delivery loads after the first live answer, or after 2 seconds if there is none. It loads earlier
 * if `flush`, `optOut` or `clear` is called, or if a serving candidate's answer must be checked against bounds.
 */
export const createShadowClient = <Input, Output>(
  options: ClientOptions<Input, Output>,
): ShadowClient<Input, Output> => wireClient(options, browserPlatform(), () => import('../background.ts'))
