import { plainPlatform } from '../core/platform/plain/plain-platform.ts'
import type { ClientOptions } from '../prediction/options/client-options.ts'
import { runsEnded } from './runs-ended.ts'
import type { ShadowClient } from './shadow-client.ts'
import { wireClient } from './wire-client.ts'

/**
 * Makes the client of one experiment where there is no page: in Node, in an edge worker, while rendering on a server.
 * Throws `InvalidOptionError`, which names the option. It keeps all in memory, whatever `storage` says, and no timer of it
 * keeps a process alive. So `flush` first waits for the shadow runs under way, and is to be awaited before the end:
 * `await shadow.flush()` in a script, `context.waitUntil(shadow.flush())` in a worker, where each request makes a
 * client of its own.
 */
export function createPlainClient<Input, Output>(
  options: ClientOptions<Input, Output>,
): ShadowClient<Input, Output> {
  const inMemory: ClientOptions<Input, Output> = { ...options, storage: 'memory' }
  const client = wireClient(inMemory, plainPlatform(), () => import('../background.ts'))
  return {
    ...client,
    async flush() {
      await runsEnded(client)
      await client.flush()
    },
  }
}
