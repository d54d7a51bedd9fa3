import ky from 'ky'
import { limitTime } from '../async/limit-time.ts'
import type { Platform } from '../platform/platform.ts'
import { setTimer } from '../platform/set-timer.ts'
import { readText } from './read-text.ts'

export interface RequestOptions extends RequestInit {
  signal: AbortSignal
  /** For the whole answer, its body too. */
  timeoutMs: number
}

/**
 * Asks once: the loops and their pauses are the caller's, since they span batches, tabs and page loads. Rejects only
 * when no whole answer came: with a `TimeoutError` when it took too long, a `RangeError` when it was too long, else with
 * the signal's or fetch's reason.
 *
 * Import it dynamically: it is the only place that knows ky, the heaviest part of the client, and what collects and
 * stores must go on where this did not load.
 */
export async function request(
  platform: Pick<Platform, 'fetch'>,
  url: string,
  { timeoutMs, signal, ...init }: RequestOptions,
): Promise<{ response: Response; text: string }> {
  // This took a moment to load, and the page may have been left meanwhile.
  if (signal.aborted) throw signal.reason
  // Not by ky's timeout, which leaves out the body.
  const limit = limitTime({ setTimer }, timeoutMs, signal)
  const ask = async () => {
    const response = await ky(url, {
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
      fetch: () => platform.fetch(url, { ...init, signal: limit.signal }),
    })
    return { response, text: await readText(response) }
  }
  const ended = await limit.race(ask())
  if (ended.status === 'ok') return ended.output
  throw ended.status === 'error' ? ended.error : limit.signal.reason
}
