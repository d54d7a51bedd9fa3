import { toError } from '../../core/errors/to-error.ts'
import { likelyCause } from '../../core/http/likely-cause.ts'
import type { Platform } from '../../core/platform/platform.ts'
import { FlagOutageError } from '../flag-outage-error.ts'

/** Requests the text of a flag file. Rejects with `FlagOutageError`, also if `signal` aborts. */
export async function requestFlagFile(
  platform: Platform,
  url: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<string> {
  try {
    const { request } = await import('../../core/http/request.ts')
    // `no-cache` makes the browser revalidate its cached response, with the ETag if there is one.
    const { response, text } = await request(platform, url, { cache: 'no-cache', signal, timeoutMs })
    if (!response.ok) throw new Error(`status ${response.status}`)
    return text
  } catch (cause) {
    const { message } = toError(cause)
    const problem = [`The flag file could not be read: ${message}`, likelyCause(message)].filter(Boolean)
    throw new FlagOutageError('unreachable', problem.join(': '), { cause })
  }
}
