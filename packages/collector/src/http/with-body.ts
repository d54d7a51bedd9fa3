import { collectChunks } from './collect-chunks.ts'
import type { BodyBudget } from './create-body-budget.ts'
import { HttpError } from './http-error.ts'
import { MIN_BYTES_PER_SECOND, watchPace } from './watch-pace.ts'

export interface BodyBounds {
  maxBytes: number
  budget: BodyBudget
  /** The client's address. */
  address: string
}

const RETRY_AFTER_SLOW = 5

/**
 * Reads a request's body and passes its bytes to `use`. The bytes count against the budget until `use` has finished.
 * Reading stops when the body exceeds `maxBytes`.
 *
 * @throws {HttpError} 413 if the body exceeds `maxBytes`, 408 if it arrives too slowly, 503 if it has to give way to
 * others, 400 if the connection broke or the body consists of tiny chunks.
 */
export async function withBody<T>(
  request: Request,
  { maxBytes, budget, address }: BodyBounds,
  use: (bytes: Uint8Array) => Promise<T>,
): Promise<T> {
  const createTooLarge = () => new HttpError(413, 'too-large', `A body is at most ${maxBytes} bytes`)
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw createTooLarge()
  const reader = request.body?.getReader()
  const ended: { error: HttpError | null } = { error: null }
  const end = (error: HttpError): void => {
    ended.error ??= error
    // A read that waits resolves at once.
    // oxlint-disable-next-line promise/no-promise-in-callback -- its result is that of the read
    reader?.cancel().catch(() => undefined)
  }
  const share = budget.open(address, end)
  const pace = watchPace(() => end(createTooSlow()))
  const chunks = collectChunks()
  let taken = 0
  try {
    for (let chunk = await nextChunk(reader); chunk; chunk = await nextChunk(reader)) {
      taken += chunk.length
      if (taken > maxBytes) throw createTooLarge()
      pace.add(chunk.length)
      share.add(chunk.length)
      chunks.add(chunk)
      if (chunks.isFragmented()) throw createFragmented()
    }
    if (ended.error !== null) throw ended.error
    pace.stop()
    share.complete()
    return await use(chunks.join())
  } finally {
    pace.stop()
    share.release()
    reader?.releaseLock()
  }
}

// The connection is closed, so that the rest is not read.
const createFragmented = (): HttpError =>
  new HttpError(400, 'fragmented', 'The chunks of the body are too small', {
    headers: { connection: 'close' },
  })

const createTooSlow = (): HttpError =>
  new HttpError(
    408,
    'too-slow',
    `A body must arrive with at least ${MIN_BYTES_PER_SECOND} bytes per second; try again later`,
    { retryAfter: RETRY_AFTER_SLOW },
  )

async function nextChunk(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
): Promise<Uint8Array | undefined> {
  try {
    return (await reader?.read())?.value
  } catch (error) {
    throw new HttpError(400, 'aborted', 'The connection ended before the body was complete', { cause: error })
  }
}
