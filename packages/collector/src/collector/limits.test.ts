import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openSegmentFile } from '../log/segment-file.ts'
import { batchText } from '../testing/batch-text.ts'
import { pairRecord } from '../testing/pair-record.ts'
import { startTestCollector, type TestCollector } from '../testing/start-test-collector.ts'

const start = (...rest: Parameters<typeof startTestCollector> extends [unknown, ...infer R] ? R : never) =>
  startTestCollector(onTestFinished, ...rest)

const MIB = 1024 * 1024
const bigBatch = () => batchText([pairRecord({ input: JSON.stringify({ note: 'x'.repeat(100_000) }) }).text])

async function readyz({ url }: TestCollector): Promise<{ status: number; problems: string[] }> {
  const answer = await fetch(`${url}/readyz`)
  const body = (await answer.json()) as { problems: string[] }
  return { status: answer.status, problems: body.problems }
}

const metric = async ({ url }: TestCollector, name: string): Promise<number> =>
  Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(await (await fetch(`${url}/metrics`)).text())?.[1])

test('at --max-bytes batches get 429 until there is room; nothing acknowledged is lost or deleted', async () => {
  const collector = await start({ maxBytes: MIB }, { measureIntervalMs: 20 })
  const { engine, dir, problems, post } = collector
  // The engine does not store anything, so the log grows.
  engine.failWith = new Error('engine down')
  let accepted = 0
  let refusal: Response
  for (;;) {
    refusal = await post(bigBatch())
    if (refusal.status !== 202) break
    accepted += 1
    expect(accepted).toBeLessThan(20)
  }
  expect(accepted).toBeGreaterThan(5)
  expect(refusal.status).toBe(429)
  expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refusal.json()).toMatchObject({ error: { code: 'storage-full' } })
  expect(problems.filter(problem => problem.startsWith('Batches are refused'))).toHaveLength(1)
  expect(await metric(collector, 'shadow_mode_storage_refused_batches_total')).toBe(1)
  expect(await metric(collector, 'shadow_mode_storage_limit_bytes')).toBe(MIB)
  expect(await metric(collector, 'shadow_mode_storage_bytes')).toBeGreaterThanOrEqual(MIB)
  const { status, problems: notReady } = await readyz(collector)
  expect(status).toBe(503)
  expect(notReady).toContainEqual(expect.stringMatching(/^storage: \d+ of the 1048576 bytes of --max-bytes/))

  engine.failWith = null
  await expect.poll(() => post(bigBatch()).then(answer => answer.status)).toBe(202)
  await expect.poll(() => readyz(collector)).toEqual({ status: 200, problems: [] })
  expect(problems).toContainEqual(expect.stringMatching(/^Batches are accepted again/))
  await expect.poll(() => engine.records.size).toBe(accepted + 1)
  // Only the segment that is being written stays.
  expect((await readdir(join(dir, 'log'))).filter(name => name.startsWith('segment'))).toHaveLength(1)
})

test('without --max-bytes the size is told and nothing is refused', async () => {
  const collector = await start({}, { measureIntervalMs: 20 })
  await collector.accept(bigBatch())
  await expect.poll(() => metric(collector, 'shadow_mode_storage_bytes')).toBeGreaterThan(0)
  expect(await metric(collector, 'shadow_mode_storage_limit_bytes')).toBeNaN()
})

test('inserts that fail: not ready, with the cause but without words that may quote data', async () => {
  const collector = await start()
  const { engine, accept } = collector
  engine.ping = async () => undefined
  for (const [message, cause] of [
    ['Cannot write to file x: errno: 28, strerror: No space left on device', 'no space left on device'],
    ['Code: 117: Cannot parse "secret"', 'see the messages of the collector'],
  ]) {
    engine.failWith = new Error(message)
    await accept(batchText([pairRecord().text]))
    await expect
      .poll(() => readyz(collector))
      .toEqual({ status: 503, problems: [expect.stringMatching(`^inserts: failing since 20.*Z: ${cause}$`)] })
    engine.failWith = null
    await expect.poll(() => readyz(collector)).toEqual({ status: 200, problems: [] })
  }
})

test('a disk that refuses a batch is not ready before it takes as much again', async () => {
  const disk = { room: Number.POSITIVE_INFINITY }
  const collector = await start(
    {},
    {
      openFile: async path => {
        const file = await openSegmentFile(path)
        return {
          ...file,
          append: async bytes => {
            if (bytes.length > disk.room) throw new Error('ENOSPC: no space left on device, write')
            await file.append(bytes)
          },
        }
      },
    },
  )
  disk.room = 1_000
  const refused = await collector.post(bigBatch())
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).not.toBeNull()
  // The real disk has room, so the probe finds it: no batch needs to come first.
  await expect.poll(() => readyz(collector)).toEqual({ status: 200, problems: [] })
  disk.room = Number.POSITIVE_INFINITY
  await collector.accept(bigBatch())
})

test('the retention runs at the start and again, tells the operator and is counted', async () => {
  const collector = await start({}, { retentionIntervalMs: 20 })
  const { engine, problems } = collector
  engine.expired = {
    weeks: [2_900, 2_901],
    pairs: 12,
    outcomes: 3,
    quarantined: 1,
    conflicts: 0,
    deadLetters: 2,
  }
  await expect
    .poll(() => metric(collector, 'shadow_mode_retention_deleted_records_total{kind="pairs"}'))
    .toBeGreaterThanOrEqual(12)
  engine.expired = { weeks: [], pairs: 0, outcomes: 0, quarantined: 0, conflicts: 0, deadLetters: 0 }
  expect(await metric(collector, 'shadow_mode_retention_deleted_weeks_total')).toBeGreaterThanOrEqual(2)
  expect(problems).toContain(
    'The retention deleted pairs: 12 (weeks of 2025-07-28 to 2025-08-04), outcomes: 3, quarantined: 1, ' +
      'conflicts: 0, dead letters: 2',
  )
  engine.failWith = new Error('engine down')
  await expect.poll(() => problems.join()).toContain('The retention failed')
  engine.failWith = null
})

test('the log does not keep what the engine has stored', async () => {
  const collector = await start({}, { retentionIntervalMs: 20 })
  const segments = async () =>
    (await readdir(join(collector.dir, 'log'))).filter(name => name.startsWith('segment'))
  for (let stored = 1; stored <= 3; stored++) {
    await collector.accept(batchText([pairRecord().text]))
    await expect.poll(() => collector.engine.records.size).toBe(stored)
    await expect.poll(segments).toEqual([])
  }
})

test.each([
  [{ maxBytes: 1_000 }, 'maxBytes: Expected a whole number of bytes, 1048576 or more, received 1000'],
  [{ maxBytes: Number.NaN }, 'maxBytes: '],
  [{ retentionDays: -1 }, 'retentionDays: Expected a whole number of days, 1 or more, received -1'],
  [{ retentionDays: 0.5 }, 'retentionDays: '],
  [{ lockWaitMs: -1 }, 'lockWaitMs: '],
])('an option out of its range is refused by name: %o', async (options, message) => {
  await expect(start(options)).rejects.toThrow(message)
})

test('the backlog still answers 503', async () => {
  const { engine, post } = await start({}, { logLimits: { backlogRecords: 1 } })
  engine.failWith = new Error('engine down')
  await post(bigBatch())
  const refused = await post(bigBatch())
  expect(refused.status).toBe(503)
  expect(await refused.text()).toContain('backlog')
  engine.failWith = null
})
