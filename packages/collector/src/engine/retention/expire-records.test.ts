import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { measureFolder } from '../../folder/measure-folder.ts'
import { allOf } from '../../testing/all-of.ts'
import { ingestRecord } from '../../testing/ingest-record.ts'
import { openTestEngine } from '../../testing/open-test-engine.ts'
import { outcomeRecord } from '../../testing/outcome-record.ts'
import type { Engine } from '../engine.ts'
import { getLowestId } from '../id-number.ts'
import { getIdWeek } from '../id-week.ts'

vi.setConfig({ testTimeout: 120_000 })

const DAY = 86_400_000
const WEEK = 7 * DAY
/** A Wednesday; 28 days before is a Wednesday, too. */
const NOW = Date.UTC(2026, 10, 25, 12)
const open = { from: null, to: null }
const nothing = { weeks: [], pairs: 0, outcomes: 0, quarantined: 0, conflicts: 0, deadLetters: 0 }

const outcome = (seq: number) => {
  const { id, text } = outcomeRecord()
  return { seq, id, experiment: 'credit-risk', raw: text }
}

const randomText = () => Array.from({ length: 1_000 }, () => Math.random().toString(36)).join('')

async function testEngine(retentionDays = 28, dir?: string) {
  const clock = { now: NOW }
  const engine = await openTestEngine(
    { defer: onTestFinished },
    {
      ...(dir === undefined ? {} : { dir }),
      retentionDays,
      now: () => clock.now,
    },
  )
  return { engine, clock }
}

const pairsAt = (ages: number[], firstSeq = 1) =>
  ages.map((age, index) => ingestRecord(newPair({ at: NOW - age }), firstSeq + index))

const weekAt = (time: number) => getIdWeek(getLowestId(time))
const stored = (engine: Engine) => allOf(engine.readPairs('credit-risk', open))

test('whole weeks of pairs go, never a part of one, and nothing that is younger than the retention', async () => {
  const { engine, clock } = await testEngine()
  const monday = NOW - 28 * DAY - 2.5 * DAY
  const times = [monday - 2 * WEEK, monday - 1, monday, NOW - 28 * DAY - 1, NOW - 28 * DAY, NOW]
  const records = pairsAt(times.map(time => NOW - time))
  await engine.ingest(records, [], { quarantine: false })
  expect(await engine.expire()).toEqual({
    ...nothing,
    weeks: [weekAt(monday - 2 * WEEK), weekAt(monday - 1)],
    pairs: 2,
  })
  expect(await stored(engine)).toEqual(records.slice(2).map(({ raw }) => raw))
  expect(await engine.expire()).toEqual(nothing)
  // The rest of the week goes when all of it is older than the retention.
  clock.now = NOW + 4.5 * DAY - 1
  expect(await engine.expire()).toEqual(nothing)
  clock.now += 1
  expect(await engine.expire()).toMatchObject({ weeks: [weekAt(monday)], pairs: 3 })
  expect(await stored(engine)).toEqual([records[5]?.raw])
})

test('a longer retention deletes nothing', async () => {
  const { engine } = await testEngine(36_500)
  await engine.ingest(pairsAt([0, 40 * WEEK, 2_000 * WEEK]), [], { quarantine: false })
  expect(await engine.expire()).toEqual(nothing)
  expect(await stored(engine)).toHaveLength(3)
})

test('a pair is counted once, and a deleted one does not come back by the intake', async () => {
  const { engine } = await testEngine()
  const old = pairsAt([10 * WEEK])
  for (let time = 0; time < 3; time++) await engine.ingest(old, [], { quarantine: false })
  expect(await engine.expire()).toMatchObject({ pairs: 1 })
  expect(await engine.ingest(old, [], { quarantine: true })).toMatchObject({ stored: 0, quarantined: 1 })
  expect(await stored(engine)).toEqual([])
})

test('what has no time of its own goes by the week of its arrival: outcomes, quarantine, conflicts, dead letters', async () => {
  const { engine, clock } = await testEngine()
  /** Two of each kind, which arrive at the time of the clock. */
  const arrive = async (seq: number): Promise<void> => {
    const fresh = newPair({ at: clock.now })
    const changed = { ...fresh, served: 'candidate' as const }
    const records = [
      ingestRecord(fresh, seq),
      ingestRecord(changed, seq + 1),
      ingestRecord(newPair({ at: clock.now - 90 * DAY }), seq + 2),
      ingestRecord(newPair({ at: clock.now + 90 * DAY }), seq + 3),
      ingestRecord(newPair({ at: clock.now }), seq + 4, '{'),
    ]
    await engine.ingest(records, [], { quarantine: true })
    await engine.ingest([outcome(seq + 5), { ...outcome(seq + 6), raw: '{' }], [], {
      kind: 'outcomes',
      quarantine: true,
    })
  }
  await arrive(1)
  expect(await engine.expire()).toEqual(nothing)
  clock.now = NOW + 2 * WEEK
  await arrive(11)
  expect(await engine.expire()).toEqual(nothing)
  // Four weeks and the rest of the first week later.
  clock.now = NOW + 28 * DAY + 4.5 * DAY
  expect(await engine.expire()).toEqual({
    weeks: [weekAt(NOW)],
    pairs: 1,
    outcomes: 1,
    quarantined: 2,
    conflicts: 1,
    deadLetters: 2,
  })
  expect(await engine.readCaptureFacts('credit-risk')).toMatchObject({
    quarantined: 2,
    conflicts: 1,
    setAside: 1,
    outcomes: { stored: 1, setAside: 1 },
  })
  expect(await engine.expire()).toEqual(nothing)
})

test('sequence numbers go on after everything was deleted', async () => {
  const dir = await temporaryFolder({ defer: onTestFinished })
  const { engine } = await testEngine(28, dir)
  await engine.ingest(pairsAt([10 * WEEK], 4_711), [], { quarantine: false })
  expect(await engine.expire()).toMatchObject({ pairs: 1 })
  await engine.close()
  const again = await testEngine(28, dir)
  expect(await again.engine.readLastSeq()).toBe(4_711)
})

test('the disk gets the room back', async () => {
  const dir = await temporaryFolder({ defer: onTestFinished })
  const { engine } = await testEngine(28, dir)
  const big = Array.from({ length: 200 }, (_, index) =>
    ingestRecord(newPair({ at: NOW - 10 * WEEK, input: { note: randomText() } }), index + 1),
  )
  await engine.ingest(big, [], { quarantine: false })
  const before = await measureFolder(dir)
  await engine.expire()
  expect(await measureFolder(dir)).toBeLessThan(before - 1_000_000)
})

test('the files of the engine are as private as those of the log', async () => {
  const dir = await temporaryFolder({ defer: onTestFinished })
  const { engine } = await testEngine(28, dir)
  await engine.ingest(pairsAt([0]), [], { quarantine: true })
  const entries = await readdir(join(dir, 'engine'), { recursive: true, withFileTypes: true })
  const modes = await Promise.all(
    entries
      .filter(entry => !entry.isSymbolicLink())
      .map(async entry => {
        const { mode } = await stat(join(entry.parentPath, entry.name))
        return { path: join(entry.parentPath, entry.name), others: mode & 0o077 }
      }),
  )
  expect(modes.length).toBeGreaterThan(20)
  expect(modes.filter(({ others }) => others !== 0)).toEqual([])
  expect((await stat(join(dir, 'engine'))).mode & 0o777).toBe(0o700)
})
