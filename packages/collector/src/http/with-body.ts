import type { ByteBudget } from './create-byte-budget.ts'
import { HttpError } from './http-error.ts'

export interface BodyBounds {
  maxBytes: number
  budget: ByteBudget
}

/**
 * Reads a request's body and passes its bytes to `use`. The bytes count against the budget until `use` has finished.
 * Reading stops when the body exceeds `maxBytes`.
 *
 * @throws {HttpError} 413 if the body exceeds `maxBytes`, 503 if the budget is exhausted, 400 if the connection broke.
 */
export async function withBody<T>(
  request: Request,
  { maxBytes, budget }: BodyBounds,
  use: (bytes: Uint8Array) => Promise<T>,
): Promise<T> {
  const createTooLarge = () => new HttpError(413, 'too-large', `A body is at most ${maxBytes} bytes`)
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw createTooLarge()
  const chunks: Uint8Array[] = []
  let taken = 0
  const reader = request.body?.getReader()
  try {
    for (let chunk = await nextChunk(reader); chunk; chunk = await nextChunk(reader)) {
      if (taken + chunk.length > maxBytes) throw createTooLarge()
      if (!budget.reserve(chunk.length)) {
        throw new HttpError(503, 'busy', 'Too many requests are being read at once', { retryAfter: 1 })
      }
      taken += chunk.length
      chunks.push(chunk)
    }
    return await use(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks))
  } finally {
    budget.release(taken)
    reader?.releaseLock()
  }
}

async function nextChunk(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
): Promise<Uint8Array | undefined> {
  try {
    return (await reader?.read())?.value
  } catch (error) {
    throw new HttpError(400, 'aborted', 'The connection ended before the body was complete', { cause: error })
  }
}
