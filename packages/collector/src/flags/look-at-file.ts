import { stat } from 'node:fs/promises'
import { hasCode } from '../errors/has-code.ts'

/** What tells whether a file has changed. */
export interface FileLook {
  /** Differs when the file was changed, as far as the file system's clock can tell. */
  stamp: string
  bytes: number
  /** Milliseconds since the epoch. */
  changedAt: number
}

/** `null` when there is no such file. */
export async function lookAtFile(path: string): Promise<FileLook | null> {
  try {
    const { mtimeNs, ctimeNs, size, ino, mtimeMs } = await stat(path, { bigint: true })
    return { stamp: `${mtimeNs} ${ctimeNs} ${size} ${ino}`, bytes: Number(size), changedAt: Number(mtimeMs) }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}
