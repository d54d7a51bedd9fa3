import { browserPlatform } from '../core/platform/browser-platform.ts'
import type { ClientOptions } from '../prediction/options/client-options.ts'
import type { ShadowClient } from './shadow-client.ts'
import { wireClient } from './wire-client.ts'

/**
 * Makes the client of one experiment. Throws `InvalidOptionError`, which names the option. Loads nothing before the
 * first live answer, unless `flush`, `optOut` or `clear` is called or a serving candidate's answer must be held against
 * bounds; a client that is never asked loads flags and delivery after 2 seconds.
 */
export const createShadowClient = <Input, Output>(
  options: ClientOptions<Input, Output>,
): ShadowClient<Input, Output> => wireClient(options, browserPlatform(), () => import('../background.ts'))
