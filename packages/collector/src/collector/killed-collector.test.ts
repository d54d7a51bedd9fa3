import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { expect, onTestFinished, test } from 'vitest'
import { batchText } from '../testing/batch-text.ts'
import { readStored } from '../testing/file-engine.ts'
import { outcomeRecord } from '../testing/outcome-record.ts'
import { pairRecord } from '../testing/pair-record.ts'
import { startChildCollector } from '../testing/start-child-collector.ts'

const KILLS = 10

/** Posts batches one after the other until the collector is gone; what it acknowledged goes into `acknowledged`. */
async function send(
  url: string,
  list: 'pairs' | 'outcomes',
  acknowledged: Map<string, string>,
): Promise<void> {
  const make = () => (list === 'pairs' ? pairRecord({ input: '{"n":9007199254740993}' }) : outcomeRecord())
  for (;;) {
    const records = Array.from({ length: 20 }, make)
    let response: Response
    try {
      response = await fetch(`${url}/v1/${list}?key=ingest-key`, {
        method: 'POST',
        body: batchText(
          records.map(record => record.text),
          { list },
        ),
      })
    } catch {
      return
    }
    expect(response.status).toBe(202)
    for (const { id, text } of records) acknowledged.set(id, text)
  }
}

test(`a collector killed ${KILLS} times in mid-stream keeps all that it acknowledged, once`, {
  timeout: 180_000,
}, async () => {
  const dir = await temporaryFolder({ defer: onTestFinished })
  await mkdir(dir, { recursive: true })
  const acknowledged = new Map<string, string>()
  for (let kill = 0; kill < KILLS; kill++) {
    const collector = await startChildCollector(onTestFinished, dir)
    const before = acknowledged.size
    const lists = ['pairs', 'outcomes', 'pairs', 'outcomes'] as const
    const senders = lists.map(list => send(collector.url, list, acknowledged))
    await expect
      .poll(() => acknowledged.size - before, { timeout: 30_000, interval: 2 })
      .toBeGreaterThan(40 * kill)
    await collector.end('SIGKILL')
    await Promise.all(senders)
  }
  const last = await startChildCollector(onTestFinished, dir)
  expect(await last.end('SIGTERM')).toBe(0)

  const { records } = await readStored(join(dir, 'engine.jsonl'))
  const stored = new Map(records.map(({ id, raw }) => [id, raw]))
  expect(stored.size).toBe(records.length)
  expect(new Set(records.map(({ seq }) => seq)).size).toBe(records.length)
  const missing = [...acknowledged].filter(([id, text]) => stored.get(id) !== text)
  expect(missing).toEqual([])
  expect(acknowledged.size).toBeGreaterThan(40 * KILLS)
})
