import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { hasCode } from '../errors/has-code.ts'
import { syncFolder } from './segment-file.ts'

/** The position up to which the log is in the engine. */
export interface Checkpoint {
  segment: number
  offset: number
  /** The highest sequence number assigned when the checkpoint was written. */
  lastSeq: number
}

const FILE = 'checkpoint.json'
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const CheckpointSchema = v.object({ segment: count, offset: count, lastSeq: count })

/**
 * Reads the checkpoint of a log folder. Without a checkpoint, or with an invalid one, returns the start of the log,
 * which is safe because the engine stores each record once.
 */
export async function readCheckpoint(folder: string): Promise<Checkpoint> {
  const start = { segment: 0, offset: 0, lastSeq: 0 }
  let text: string
  try {
    text = await readFile(join(folder, FILE), 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return start
    throw error
  }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), CheckpointSchema), text)
  return parsed.success ? parsed.output : start
}

/** Replaces the checkpoint atomically. Resolves when it is on disk. */
export async function writeCheckpoint(folder: string, checkpoint: Checkpoint): Promise<void> {
  const temporary = join(folder, `${FILE}.new`)
  const file = await open(temporary, 'w', 0o600)
  try {
    await file.writeFile(JSON.stringify(checkpoint))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, join(folder, FILE))
  await syncFolder(folder)
}
