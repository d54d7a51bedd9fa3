import { InvalidOptionError } from '../core/errors/invalid-option-error.ts'
import type { Platform } from '../core/platform/platform.ts'
import type { ClientOptions } from '../prediction/options/client-options.ts'
import type { ShadowClient } from './shadow-client.ts'
import { wireClient } from './wire-client.ts'

/**
 * Makes the client of one experiment in a React Native app, on the app's one `await nativePlatform(…)`. Throws
 * `InvalidOptionError`, which names the option, also where that `platform` is missing or was not awaited.
 *
 * An app that is killed loses what was running, and of the finished pairs those of the last second; what was saved goes out
 * with the next start.
 */
export const createNativeClient = <Input, Output>(
  options: ClientOptions<Input, Output>,
  platform: Platform,
): ShadowClient<Input, Output> => {
  if (typeof Object(platform).monotonic !== 'function')
    throw new InvalidOptionError('platform', 'what await nativePlatform() gave')
  return wireClient(options, platform, () => import('../background.ts'))
}
