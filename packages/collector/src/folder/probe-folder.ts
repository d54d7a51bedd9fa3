import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** A full disk often has room for a few bytes. Bytes. */
const MIN_PROBE_BYTES = 64 * 1024

/**
 * Writes a file of `bytes` bytes (at least 64 KiB) to the folder, syncs it and deletes it.
 *
 * @throws The error of the disk, e.g. ENOSPC or EROFS.
 */
export async function probeFolder(folder: string, bytes = 0): Promise<void> {
  const path = join(folder, 'probe')
  try {
    const file = await open(path, 'w', 0o600)
    try {
      await file.writeFile(Buffer.alloc(Math.max(bytes, MIN_PROBE_BYTES)))
      await file.datasync()
    } finally {
      await file.close()
    }
  } finally {
    await rm(path, { force: true })
  }
}
