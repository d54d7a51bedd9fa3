import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { takeFirst } from './take-first.ts'

/** How many bytes tell what a file is. */
const HEAD_BYTES = 4

/** Reads the first bytes of a file. None of a pipe, because they can be read only once. */
export async function readHead(path: string): Promise<Buffer> {
  if (!(await stat(path)).isFile()) return Buffer.alloc(0)
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

export const isGzip = (head: Buffer): boolean => head[0] === 0x1f && head[1] === 0x8b

function unzip(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  // Errors of the file reach the reader of the unzipped stream.
  return pipeline(Readable.from(chunks, { objectMode: false }), createGunzip(), () => undefined)
}

/** Reads the bytes of a file or pipe. Unzips gzip, whatever the name is. */
export async function* openBytes(path: string): AsyncGenerator<Buffer> {
  const { first, rest } = await takeFirst<Buffer>(createReadStream(path))
  if (first === undefined) return
  async function* all(head: Buffer): AsyncGenerator<Buffer> {
    yield head
    yield* rest
  }
  yield* isGzip(first) ? unzip(all(first)) : all(first)
}
