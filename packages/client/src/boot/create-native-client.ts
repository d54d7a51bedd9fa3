import { InvalidOptionError } from '../core/errors/invalid-option-error.ts'
import type { Platform } from '../core/platform/platform.ts'
import type { ClientOptions } from '../prediction/options/client-options.ts'
import type { ShadowClient } from './shadow-client.ts'
import { wireClient } from './wire-client.ts'

/**
 * Creates the client of one experiment in a React Native app. All clients of the app share one
 * `await nativePlatform(…)`. Throws `InvalidOptionError`, which names the option, for example if `platform` is missing or
 * was not awaited.
 *
 * An app that is killed may lose running predictions, and finished pairs of the last second. Saved pairs are sent after the
 * next start.
 */
export const createNativeClient = <Input, Output>(
  options: ClientOptions<Input, Output>,
  platform: Platform,
): ShadowClient<Input, Output> => {
  if (typeof Object(platform).monotonic !== 'function')
    throw new InvalidOptionError('platform', 'the result of `await nativePlatform(…)`')
  return wireClient(options, platform, () => import('../background.ts'))
}
