import ky from 'ky'
import type { Platform } from '../platform/platform.ts'

export interface RequestOptions extends RequestInit {
  signal: AbortSignal
  /** For the answer, and again for its body. */
  timeoutMs: number
}

/**
 * Asks once: the loops and their pauses are the caller's, since they span batches, tabs and page loads. Rejects only
 * when no whole answer came; with a `TimeoutError` when it took too long.
 *
 * Import it dynamically: it is the only place that knows ky, the heaviest part of the client, and what collects and
 * stores must go on where this did not load.
 */
export async function request(
  platform: Pick<Platform, 'fetch'>,
  url: string,
  { timeoutMs, signal, ...init }: RequestOptions,
): Promise<{ response: Response; text: string }> {
  const call = ky(url, {
    retry: 0,
    timeout: timeoutMs,
    throwHttpErrors: false,
    signal,
    fetch: given =>
      platform.fetch(url, { ...init, signal: given instanceof Request ? given.signal : signal }),
  })
  return { response: await call, text: await call.text() }
}
