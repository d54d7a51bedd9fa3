import { setTimeout as sleep } from 'node:timers/promises'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { expect, onTestFinished, test } from 'vitest'
import { type Log, openLog } from '../log/open-log.ts'
import { packRecords } from '../log/pack-records.ts'
import { type MemoryEngine, memoryEngine } from '../testing/memory-engine.ts'
import { openGate } from '../testing/open-gate.ts'
import { DrainTimeoutError } from './drain-timeout-error.ts'
import { type Pipeline, startPipeline } from './start-pipeline.ts'

async function parts(
  folder?: string,
): Promise<{ log: Log; engine: MemoryEngine; pipeline: Pipeline; folder: string }> {
  const place = folder ?? (await temporaryFolder({ defer: onTestFinished }))
  const problems: string[] = []
  const log = await openLog({ folder: place, afterSeq: 0, onProblem: message => problems.push(message) })
  const engine = memoryEngine()
  const pipeline = startPipeline({ log, engine, firstBackoffMs: 1 })
  onTestFinished(async () => {
    await pipeline.stop()
    await log.close()
  })
  return { log, engine, pipeline, folder: place }
}

async function append(
  { log, pipeline }: { log: Log; pipeline: Pipeline },
  name: string,
  records = 1,
): Promise<void> {
  await log.append({
    receivedAt: Date.UTC(2026, 10, 2, 0, 7, 12),
    batchId: name,
    client: 'c',
    sentAt: '2026-11-02T00:07:11.000Z',
    sdk: '1',
    losses: { e: { sampled: 1, unconfirmed: 0, dropped: {} } },
    records: packRecords(
      Array.from({ length: records }, (_, i) => ({
        id: `${name}-${i}`,
        experiment: 'e',
        raw: `"${name}"`,
      })),
    ),
  })
  pipeline.wake()
}

test('the log reaches the engine with ids, texts, sequence numbers and losses', async () => {
  const all = await parts()
  await append(all, 'a', 2)
  await append(all, 'b')
  await all.pipeline.waitUntilDrained()
  const sender = { client: 'c', receivedAt: Date.UTC(2026, 10, 2, 0, 7, 12) }
  expect([...all.engine.records.values()]).toEqual([
    { seq: 1, id: 'a-0', experiment: 'e', raw: '"a"', sender },
    { seq: 2, id: 'a-1', experiment: 'e', raw: '"a"', sender },
    { seq: 3, id: 'b-0', experiment: 'e', raw: '"b"', sender },
  ])
  expect(all.engine.losses[0]).toEqual({
    ...sender,
    experiment: 'e',
    losses: { sampled: 1, unconfirmed: 0, dropped: {} },
  })
  expect(all.log.state()).toMatchObject({ backlogRecords: 0 })
})

test('without anybody waiting it arrives, too, and small batches share a group', async () => {
  const all = await parts()
  for (const name of ['a', 'b', 'c']) await append(all, name, 2)
  await expect.poll(() => all.engine.records.size).toBe(6)
  expect(all.engine.groups.length).toBeLessThan(3)
})

test('no group is larger than 5,000 records', async () => {
  const all = await parts()
  all.engine.gate = sleep(50)
  for (let i = 0; i < 12; i++) await append(all, `b${i}`, 1_000)
  await all.pipeline.waitUntilDrained()
  expect(Math.max(...all.engine.groups)).toBeLessThanOrEqual(5_000)
  expect(all.engine.groups.reduce((sum, n) => sum + n, 0)).toBe(12_000)
  expect(all.engine.groups.length).toBeLessThan(12)
})

test('a failing engine is tried again; the log grows meanwhile, and nothing is lost', async () => {
  const all = await parts()
  all.engine.failWith = new Error('engine down')
  await append(all, 'a')
  await expect.poll(() => all.pipeline.failure()).not.toBeNull()
  const late = all.pipeline.waitUntilDrained(20)
  await expect(late).rejects.toThrow(DrainTimeoutError)
  await expect(late).rejects.toThrow('engine down')
  expect(all.pipeline.failure()).toMatchObject({ error: { message: 'engine down' } })
  await append(all, 'b')
  all.engine.failWith = null
  await all.pipeline.waitUntilDrained()
  expect([...all.engine.records.keys()]).toEqual(['a-0', 'b-0'])
  expect(all.pipeline.failure()).toBeNull()
})

test('what a stopped pipeline left, the next one stores', async () => {
  const first = await parts()
  first.engine.failWith = new Error('engine down')
  await append(first, 'a', 3)
  await first.pipeline.stop()
  await first.log.close()
  const second = await parts(first.folder)
  await second.pipeline.waitUntilDrained()
  expect(second.engine.records.size).toBe(3)
})

test('an entry is released only after the engine has stored it', async () => {
  const all = await parts()
  const gate = openGate()
  all.engine.gate = gate.passed
  await append(all, 'a')
  const drained = all.pipeline.waitUntilDrained()
  await sleep(30)
  expect(all.log.state()).toMatchObject({ releasedEntries: 0, backlogRecords: 1 })
  gate.open()
  await drained
  expect(all.log.state()).toMatchObject({ releasedEntries: 1, backlogRecords: 0 })
})
