import { gunzipSync } from 'node:zlib'
import { HttpError } from '../http/http-error.ts'

export type BodyEncoding = 'identity' | 'gzip'

/**
 * Decodes a request body to text. Returns `null` if it has more than `maxBytes` bytes: gunzip stops there, so a
 * decompression bomb costs no more.
 *
 * @throws {HttpError} 400 when it is not gzip or not UTF-8.
 */
export function decodeBody(bytes: Uint8Array, encoding: BodyEncoding, maxBytes: number): string | null {
  const plain = encoding === 'gzip' ? inflate(bytes, maxBytes) : bytes
  if (plain === null || plain.length > maxBytes) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(plain)
  } catch (error) {
    throw new HttpError(400, 'malformed', 'The body is not valid UTF-8', { cause: error })
  }
}

function inflate(bytes: Uint8Array, maxBytes: number): Uint8Array | null {
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes })
  } catch (error) {
    if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return null
    throw new HttpError(400, 'malformed', 'The body is not valid gzip', { cause: error })
  }
}
