import { open, readFile, truncate } from 'node:fs/promises'
import type { Engine, IngestRecord } from '../engine/engine.ts'
import { memoryEngine } from './memory-engine.ts'

/** What a file engine has stored, in the order in which it came; a last line that was cut off is left out. */
export async function readStored(path: string): Promise<{ records: IngestRecord[]; bytes: number }> {
  const text = await readFile(path, { encoding: 'utf8', flag: 'a+' })
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  const records = whole
    .split('\n')
    .filter(line => line !== '')
    .map((line): IngestRecord => JSON.parse(line))
  return { records, bytes: Buffer.byteLength(whole) }
}

/** The memory engine with a file behind it: what it has answered for survives a SIGKILL. */
export async function fileEngine(path: string): Promise<Engine> {
  const { records, bytes } = await readStored(path)
  await truncate(path, bytes)
  const engine = memoryEngine()
  for (const record of records) engine.records.set(record.id, record)
  const file = await open(path, 'a')
  const append = async (incoming: IngestRecord[]): Promise<void> => {
    const fresh = [...new Map(incoming.map(record => [record.id, record])).values()].filter(
      record => !engine.records.has(record.id),
    )
    await file.appendFile(fresh.map(record => `${JSON.stringify(record)}\n`).join(''))
    await file.datasync()
  }
  return {
    ...engine,
    // Outcomes have ids of their own: one file and one map hold both.
    ingest: async (incoming, losses, { clip }) => {
      await append(incoming)
      return engine.ingest(incoming, losses, { clip })
    },
    close: () => file.close(),
  }
}
