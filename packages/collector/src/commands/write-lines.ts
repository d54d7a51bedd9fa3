import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { hasCode } from '../errors/has-code.ts'

/**
 * Writes texts as fast as they are taken. A reader that has gone (EPIPE, as `| head` does) has what it wanted: that
 * ends the writing, and is no error.
 */
export async function writeLines(
  lines: Iterable<string> | AsyncIterable<string | Uint8Array>,
  to: Writable,
): Promise<void> {
  try {
    await pipeline(Readable.from(lines), to, { end: false })
  } catch (error) {
    if (hasCode(error, 'EPIPE')) return
    throw error
  }
}
