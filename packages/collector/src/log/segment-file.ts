import { open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A segment that is open for appending. */
export interface SegmentFile {
  append(bytes: Buffer): Promise<void>
  /** Resolves when all appended bytes are on disk. */
  sync(): Promise<void>
  truncate(bytes: number): Promise<void>
  close(): Promise<void>
}

export type OpenSegmentFile = (path: string) => Promise<SegmentFile>

/** Creates a segment's file. Resolves when the file's directory entry is on disk. Rejects if the file exists. */
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

/** Syncs a folder, so that its directory entries are on disk. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
