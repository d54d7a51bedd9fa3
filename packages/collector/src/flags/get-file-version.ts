import { stat } from 'node:fs/promises'
import { hasCode } from '../errors/has-code.ts'

/** Metadata that tells whether a file has changed. */
export interface FileVersion {
  /** Changes with the file, within the resolution of the file system's clock. */
  stamp: string
  bytes: number
  /** When the content last changed. Milliseconds since the epoch. */
  changedAt: number
}

/** Returns the metadata of a file, or `null` if the file does not exist. */
export async function getFileVersion(path: string): Promise<FileVersion | null> {
  try {
    const { mtimeNs, ctimeNs, size, ino, mtimeMs } = await stat(path, { bigint: true })
    return { stamp: `${mtimeNs} ${ctimeNs} ${size} ${ino}`, bytes: Number(size), changedAt: Number(mtimeMs) }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}
