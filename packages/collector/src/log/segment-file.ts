import { open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** One segment open for appending. */
export interface SegmentFile {
  append(bytes: Buffer): Promise<void>
  /** Resolves when all that was appended is on disk. */
  sync(): Promise<void>
  truncate(bytes: number): Promise<void>
  close(): Promise<void>
}

export type OpenSegmentFile = (path: string) => Promise<SegmentFile>

/** Creates a new segment; its name is on disk, too, when this resolves. */
export const openSegmentFile: OpenSegmentFile = async path => {
  const file = await open(path, 'ax', 0o600)
  try {
    await syncFolder(dirname(path))
  } catch (error) {
    await file.close()
    throw error
  }
  return {
    append: bytes => file.appendFile(bytes),
    sync: () => file.datasync(),
    truncate: bytes => file.truncate(bytes),
    close: () => file.close(),
  }
}

/** Makes the names in a folder durable. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
