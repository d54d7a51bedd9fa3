import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** How many bytes tell what a file is. */
const HEAD_BYTES = 4

/** Reads the first bytes of a file. */
export async function readHead(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

export const isGzip = (head: Buffer): boolean => head[0] === 0x1f && head[1] === 0x8b

/** Reads the bytes of a file. Unzips a gzip file, whatever its name is. */
export async function* openBytes(path: string): AsyncGenerator<Buffer> {
  const head = await readHead(path)
  const file = createReadStream(path)
  // Errors of both streams reach the reader of the returned stream.
  const bytes = isGzip(head) ? pipeline(file, createGunzip(), () => undefined) : file
  for await (const chunk of bytes) {
    const read: Buffer = chunk
    yield read
  }
}
