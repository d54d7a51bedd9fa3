import { createReadStream } from 'node:fs'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** Maximum length of a line in bytes. A longer line is reported as invalid and not kept. */
export const MAX_LINE_BYTES: number = 16 * 1024 * 1024

/** A line of a file. */
export interface FileLine {
  /** The first line has number 1. */
  number: number
  /** The line without its line feed, or `null` if the line is too long. */
  bytes: Buffer | null
}

const LINE_FEED = 10
const UTF_16_MARK = /^(fffe|feff)/

function open(path: string): Readable {
  const file = createReadStream(path)
  if (!path.endsWith('.gz')) return file
  // Errors of both streams reach the reader of the returned stream.
  return pipeline(file, createGunzip(), () => undefined)
}

/**
 * Reads the lines of a file in UTF-8. Unzips a file whose name ends in `.gz`.
 *
 * @throws {SyntaxError} The file has the byte order mark of UTF-16.
 */
export async function* readFileLines(path: string): AsyncGenerator<FileLine> {
  let parts: Buffer[] = []
  let length = 0
  let number = 0
  const take = (): FileLine => {
    number += 1
    const bytes = length > MAX_LINE_BYTES ? null : Buffer.concat(parts)
    parts = []
    length = 0
    return { number, bytes }
  }
  const keep = (bytes: Buffer): void => {
    length += bytes.length
    if (length > MAX_LINE_BYTES) parts = []
    else parts.push(bytes)
  }
  for await (const chunk of open(path)) {
    const bytes: Buffer = chunk
    if (number + length === 0 && UTF_16_MARK.test(bytes.toString('hex', 0, 2)))
      throw new SyntaxError('the file is UTF-16: save it as UTF-8')
    let start = 0
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
      keep(bytes.subarray(start, end))
      yield take()
      start = end + 1
    }
    keep(bytes.subarray(start))
  }
  if (length > 0) yield take()
}
