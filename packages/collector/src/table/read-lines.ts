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

/** Cuts the bytes of a file into lines. */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<FileLine> {
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
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      keep(chunk.subarray(start, end))
      yield take()
      start = end + 1
    }
    keep(chunk.subarray(start))
  }
  if (length > 0) yield take()
}
