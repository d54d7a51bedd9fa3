import type { Ack } from '@shadow-mode/protocol'
import { ShadowModeError } from '../../core/errors/shadow-mode-error.ts'
import { toError } from '../../core/errors/to-error.ts'
import type { Guard } from '../../core/guard/guard.ts'
import { isCount } from '../../core/guard/is-count.ts'
import { listOf } from '../../core/guard/list-of.ts'
import { parseJson } from '../../core/guard/parse-json.ts'
import { shape } from '../../core/guard/shape.ts'
import { retryAfterMs } from '../../core/http/retry-after-ms.ts'
import { credentialsFor } from '../../core/platform/credentials-for.ts'
import type { Platform } from '../../core/platform/platform.ts'
import type { Collector } from './collector.ts'
import { collectorUrl } from './collector-url.ts'

/** How the collector answered a batch. */
export type BatchAnswer =
  /** The batch was accepted. `rejected`: the indexes of the rejected records. */
  | { kind: 'acked'; rejected: Set<number> }
  /** 413: the batch is too large (`isTooLarge`). 400 or 422: the batch is invalid. */
  | { kind: 'refused'; isTooLarge: boolean }
  /** 401 or 403: this page sends nothing more until it is reloaded. Queued pairs stay on the device. */
  | { kind: 'forbidden'; error: Error }
  /** Anything else, also if the batch could not be sent: retry later. `delayMs`: the delay that the collector asked for. */
  | { kind: 'later'; error: Error; delayMs?: number | undefined }
  | { kind: 'aborted' }

export interface SendOptions {
  platform: Platform
  collector: Collector
  signal: AbortSignal
  /** How long to wait for the whole response, in ms. */
  timeoutMs: number
}

/** Checks the fields of an acknowledgement that decide which pairs are deleted. */
const isAck: Guard<{ accepted: number; rejected: Pick<Ack['rejected'][number], 'index'>[] }> = shape({
  accepted: isCount,
  rejected: listOf(shape({ index: isCount })),
})

/** Posts one batch, without retries. Never rejects. */
export async function sendBatch(
  body: string,
  batchId: string,
  pairCount: number,
  options: SendOptions,
): Promise<BatchAnswer> {
  const { platform, collector, signal, timeoutMs } = options
  try {
    const { request } = await import('../../core/http/request.ts')
    const url = collectorUrl(collector)
    const { response, text } = await request(platform, url, {
      method: 'POST',
      body,
      headers: {
        'content-type': collector.contentType === 'json' ? 'application/json' : 'text/plain;charset=UTF-8',
      },
      credentials: credentialsFor(url),
      signal,
      timeoutMs,
    })
    return toAnswer(response, text, batchId, pairCount, platform.now())
  } catch (cause) {
    if (signal.aborted) return { kind: 'aborted' }
    const { message } = toError(cause)
    const error = new ShadowModeError('delivery', `The batch could not be sent: ${message}`, { cause })
    return { kind: 'later', error }
  }
}

function toAnswer(
  { status, ok, headers }: Response,
  text: string,
  batchId: string,
  pairCount: number,
  now: number,
): BatchAnswer {
  // A service worker or proxy may answer with the acknowledgement of another batch. Older collectors name none.
  if (ok && (headers.get('x-shadow-batch') ?? batchId) === batchId) {
    const rejected = rejectedIn(text, pairCount)
    if (rejected) return { kind: 'acked', rejected }
  }
  if ([400, 413, 422].includes(status)) return { kind: 'refused', isTooLarge: status === 413 }
  const isForbidden = status === 401 || status === 403
  // The message never contains the response text, because the app may log it.
  const meaning = ok
    ? ' without an acknowledgement'
    : isForbidden
      ? ': nothing is sent until the page reloads'
      : ''
  const error = new ShadowModeError('delivery', `The collector answered ${status}${meaning}`)
  if (isForbidden) return { kind: 'forbidden', error }
  return { kind: 'later', error, delayMs: retryAfterMs(headers.get('retry-after'), now) }
}

/**
 * Returns the rejected indexes. Returns `undefined` if the text does not acknowledge this batch: a server that is not a
 * collector may answer 200 to anything. No pairs are deleted unless the counts add up to `pairCount`.
 */
function rejectedIn(text: string, pairCount: number): Set<number> | undefined {
  const ack = parseJson(text)
  if (!isAck(ack)) return undefined
  const rejected = new Set(ack.rejected.map(({ index }) => index).filter(index => index < pairCount))
  const addsUp = rejected.size === ack.rejected.length && ack.accepted + rejected.size === pairCount
  return addsUp ? rejected : undefined
}
