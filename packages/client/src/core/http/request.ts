import ky from 'ky'
import { limitTime } from '../async/limit-time.ts'
import type { Platform } from '../platform/platform.ts'
import { setTimer } from '../platform/set-timer.ts'
import { readText } from './read-text.ts'

export interface RequestOptions extends RequestInit {
  signal: AbortSignal
  /** The limit for the whole response, including the body. */
  timeoutMs: number
}

/**
 * Sends one request without retries. The caller retries, because its retries span batches, tabs and page loads.
 *
 * Resolves for any HTTP status. Rejects with a `TimeoutError` if the response takes too long, with a `RangeError` if it
 * is too large (see `readText`), and otherwise with the reason of the signal or the error of fetch.
 *
 * Import this module dynamically. It is the only one that imports ky, the largest part of the client, and pairs must
 * still be collected and stored if it fails to load.
 */
export async function request(
  platform: Pick<Platform, 'fetch'>,
  url: string,
  { timeoutMs, signal, ...init }: RequestOptions,
): Promise<{ response: Response; text: string }> {
  // The user may have left the page while this module was loading.
  if (signal.aborted) throw signal.reason
  // ky's own timeout does not cover the body.
  const limit = limitTime({ setTimer }, timeoutMs, signal)
  const send = async () => {
    const response = await ky(url, {
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
      fetch: () => platform.fetch(url, { ...init, signal: limit.signal }),
    })
    return { response, text: await readText(response) }
  }
  const ended = await limit.race(send())
  if (ended.status === 'ok') return ended.output
  throw ended.status === 'error' ? ended.error : limit.signal.reason
}
