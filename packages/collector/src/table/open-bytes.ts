import { createReadStream } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { isGzip } from './is-gzip.ts'
import { prepend } from './prepend.ts'
import { takeFirst } from './take-first.ts'

function unzip(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  // Errors of the file reach the reader of the unzipped stream.
  return pipeline(Readable.from(chunks, { objectMode: false }), createGunzip(), () => undefined)
}

/** Reads the bytes of a file or pipe. Unzips gzip, whatever the name is. */
export async function* openBytes(path: string): AsyncGenerator<Buffer> {
  const { first, rest } = await takeFirst<Buffer>(createReadStream(path))
  if (first === undefined) return
  const all = prepend(first, rest)
  yield* isGzip(first) ? unzip(all) : all
}
