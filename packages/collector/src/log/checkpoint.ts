import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
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
const START: Checkpoint = { segment: 0, offset: 0, lastSeq: 0 }

const checksumOf = ({ segment, offset, lastSeq }: Checkpoint): string =>
  crc32(`${segment} ${offset} ${lastSeq}`).toString(16).padStart(8, '0')

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const fields = { segment: count, offset: count, lastSeq: count }
const CheckedSchema = v.pipe(
  v.strictObject({ ...fields, checksum: v.string() }),
  v.check(({ checksum, ...checkpoint }) => checksum === checksumOf(checkpoint), 'wrong checksum'),
)
/** Versions before the checksum wrote exactly these fields. A checkpoint with a misspelt `checksum` is not one. */
const UncheckedSchema = v.strictObject(fields)
const FileSchema = v.pipe(v.string(), v.parseJson(), v.union([CheckedSchema, UncheckedSchema]))

/**
 * Reads the checkpoint of a log folder. Without one, or with a damaged one, the log is drained from the oldest segment
 * that is kept. That is safe, because segments are deleted only when they are in the engine, and the engine stores each
 * record once. A damaged checkpoint is reported.
 */
export async function readCheckpoint(
  folder: string,
  onProblem: (message: string) => void,
): Promise<Checkpoint> {
  const path = join(folder, FILE)
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return START
    throw error
  }
  const parsed = v.safeParse(FileSchema, text)
  if (!parsed.success) {
    onProblem(`${path} is damaged: the records that the log still has are stored again, each of them once`)
    return START
  }
  const { segment, offset, lastSeq } = parsed.output
  return { segment, offset, lastSeq }
}

/** Replaces the checkpoint atomically. Resolves when it is on disk. */
export async function writeCheckpoint(folder: string, checkpoint: Checkpoint): Promise<void> {
  const temporary = join(folder, `${FILE}.new`)
  const file = await open(temporary, 'w', 0o600)
  try {
    await file.writeFile(JSON.stringify({ ...checkpoint, checksum: checksumOf(checkpoint) }))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, join(folder, FILE))
  await syncFolder(folder)
}
