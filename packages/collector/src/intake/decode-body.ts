import { gunzipSync } from 'node:zlib'
import { HttpError } from '../http/http-error.ts'
import { MAX_INFLATED_BYTES } from './intake-limits.ts'

export type BodyEncoding = 'identity' | 'gzip'

/**
 * Decodes a request body to text. Synchronous, because batches are small and the output limit stops a decompression
 * bomb.
 *
 * @throws {HttpError} 413 when the body inflates beyond `MAX_INFLATED_BYTES`, 400 when it is not gzip or not UTF-8.
 */
export function decodeBody(bytes: Uint8Array, encoding: BodyEncoding): string {
  const plain = encoding === 'gzip' ? inflate(bytes) : bytes
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(plain)
  } catch (error) {
    throw new HttpError(400, 'malformed', 'The body is not valid UTF-8', { cause: error })
  }
}

function inflate(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_INFLATED_BYTES })
  } catch (error) {
    if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      throw new HttpError(413, 'too-large', `The body inflates to more than ${MAX_INFLATED_BYTES} bytes`, {
        cause: error,
      })
    }
    throw new HttpError(400, 'malformed', 'The body is not valid gzip', { cause: error })
  }
}
