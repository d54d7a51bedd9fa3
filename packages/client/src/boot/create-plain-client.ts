import { plainPlatform } from '../core/platform/plain/plain-platform.ts'
import type { ClientOptions } from '../prediction/options/client-options.ts'
import type { ShadowClient } from './shadow-client.ts'
import { waitForRuns } from './wait-for-runs.ts'
import { wireClient } from './wire-client.ts'

/**
 * Creates the client of one experiment where there is no page: in Node, in an edge worker or during server-side rendering.
 * Throws `InvalidOptionError`, which names the option.
 *
 * The client keeps everything in memory and ignores `storage`. Its timers do not keep the process alive. Therefore
 * `flush` first waits for the current shadow runs, and must be awaited before the end: call `await shadow.flush()` in a
 * script, or `context.waitUntil(shadow.flush())` in a worker that creates a client for each request.
 */
export function createPlainClient<Input, Output>(
  options: ClientOptions<Input, Output>,
): ShadowClient<Input, Output> {
  const inMemory: ClientOptions<Input, Output> = { ...options, storage: 'memory' }
  const client = wireClient(inMemory, plainPlatform(), () => import('../background.ts'))
  return {
    ...client,
    async flush() {
      await waitForRuns(client)
      await client.flush()
    },
  }
}
