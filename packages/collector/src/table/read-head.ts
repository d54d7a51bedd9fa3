import { open, stat } from 'node:fs/promises'

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
