import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { hasCode } from '../errors/has-code.ts'

/**
 * Writes lines, which end in a line feed, with backpressure. Stops without an error when the reader closes the pipe
 * (EPIPE), as `| head` does.
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
