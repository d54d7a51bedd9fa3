import { open, readFile, truncate } from 'node:fs/promises'
import type { Engine, IngestRecord } from '../engine/engine.ts'
import { memoryEngine } from './memory-engine.ts'

/** The records that a file engine has stored, in order of arrival. Ignores an incomplete last line. */
export async function readStored(path: string): Promise<{ records: IngestRecord[]; bytes: number }> {
  const text = await readFile(path, { encoding: 'utf8', flag: 'a+' })
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  const records = whole
    .split('\n')
    .filter(line => line !== '')
    .map((line): IngestRecord => JSON.parse(line))
  return { records, bytes: Buffer.byteLength(whole) }
}

/** A memory engine that also writes its records to a file, so that they survive a SIGKILL. */
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
    // Ids of pairs and outcomes differ, so one file and one map can hold both.
    ingest: async (incoming, losses, { quarantine }) => {
      await append(incoming)
      return engine.ingest(incoming, losses, { quarantine })
    },
    close: () => file.close(),
  }
}
