import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Creates, writes, syncs and removes a file in the folder. Rejects if one of these steps fails. */
export async function probeFolder(folder: string): Promise<void> {
  const path = join(folder, 'probe')
  try {
    const file = await open(path, 'w', 0o600)
    try {
      await file.writeFile('ready')
      await file.datasync()
    } finally {
      await file.close()
    }
  } finally {
    await rm(path, { force: true })
  }
}
