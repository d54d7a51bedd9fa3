import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { lockFolder } from '../folder/lock-folder.ts'
import { allOf } from '../testing/all-of.ts'
import { hostileInputs } from '../testing/hostile-inputs.ts'
import { ingestRecord } from '../testing/ingest-record.ts'
import { openTestEngine } from '../testing/open-test-engine.ts'
import { pairText } from '../testing/pair-text.ts'
import type { Engine } from './engine.ts'
import { EngineBusyError } from './engine-busy-error.ts'
import { type EngineOptions, openEngine } from './open-engine.ts'

vi.setConfig({ testTimeout: 120_000 })

const open = { from: null, to: null }
const nothing = { stored: 0, duplicates: 0, conflicts: 0, quarantined: 0, deadLetters: 0 }

const counters = (client: string, sampled: number, dropped: Record<string, number>) => ({
  client,
  receivedAt: Date.now(),
  experiment: 'credit-risk',
  losses: { sampled, unconfirmed: 1, dropped },
})

const testEngine = (options: Partial<EngineOptions> = {}): Promise<Engine> =>
  openTestEngine({ defer: onTestFinished }, options)

async function allPairs(
  engine: Engine,
  experiment = 'credit-risk',
  window = open as Parameters<Engine['readPairs']>[1],
) {
  return allOf(engine.readPairs(experiment, window))
}

describe('ingest', () => {
  test('stores pairs, and counts the same ones again as duplicates', async () => {
    const engine = await testEngine()
    const records = [1, 2, 3].map(seq => ingestRecord(newPair({ at: Date.now() - 10_000 * (4 - seq) }), seq))
    expect(await engine.ingest(records, [], { quarantine: true })).toEqual({ ...nothing, stored: 3 })
    expect(await engine.ingest(records, [], { quarantine: true })).toEqual({ ...nothing, duplicates: 3 })
    expect(await allPairs(engine)).toEqual(records.map(record => record.raw))
    expect(await engine.readLastSeq()).toBe(3)
    expect(await engine.listExperiments()).toEqual([
      { experiment: 'credit-risk', pairs: 3, first: expect.any(String), last: expect.any(String) },
    ])
  })

  test('keeps the first record of an id, within a batch and later, and records another text once', async () => {
    const engine = await testEngine()
    const first = newPair()
    const other = { ...first, served: 'candidate' as const }
    const records = [ingestRecord(first, 1), ingestRecord(other, 2), ingestRecord(first, 3)]
    const expected = { ...nothing, stored: 1, conflicts: 1, duplicates: 1 }
    expect(await engine.ingest(records, [], { quarantine: true })).toEqual(expected)
    expect(await engine.ingest([ingestRecord(other, 4)], [], { quarantine: true })).toEqual({
      ...nothing,
      conflicts: 1,
    })
    expect(await allPairs(engine)).toEqual([JSON.stringify(first)])
    expect(await engine.readCaptureFacts('credit-risk')).toMatchObject({ conflicts: 1 })
  })

  test('takes a text that differs in white space alone for the same', async () => {
    const engine = await testEngine()
    const pair = newPair({ input: { 'two words': 'a\n b' } })
    await engine.ingest([ingestRecord(pair, 1, JSON.stringify(pair, null, 2))], [], { quarantine: true })
    const again = await engine.ingest([ingestRecord(pair, 2)], [], { quarantine: true })
    expect(again).toEqual({ ...nothing, duplicates: 1 })
  })

  test('quarantines ids outside the window, once, and an import stores them', async () => {
    const now = Date.UTC(2026, 10, 2)
    const engine = await testEngine({ now: () => now, retentionDays: 400 })
    const day = 86_400_000
    const ages = [-400 * day, -400 * day - 1, day, day + 1, Date.UTC(2200, 0, 1) - now]
    const records = ages.map((age, index) => ingestRecord(newPair({ at: now + age }), index + 1))
    const first = await engine.ingest(records, [], { quarantine: true })
    expect(first).toEqual({ ...nothing, stored: 2, quarantined: 3 })
    expect(await engine.ingest(records, [], { quarantine: true })).toEqual({ ...nothing, duplicates: 5 })
    expect(await engine.readCaptureFacts('credit-risk')).toMatchObject({ quarantined: 3 })
    expect(await allPairs(engine)).toHaveLength(2)

    const imported = await engine.ingest(records, [], { quarantine: false })
    expect(imported).toEqual({ ...nothing, stored: 3, duplicates: 2 })
    expect(await allPairs(engine)).toHaveLength(5)
  })

  // Both pass PairSchema; the first also passes the intake, and no UTF-8 column can hold it.
  test.each([
    ['a reference that is half a surrogate pair', { reference: '\ud800' }],
    ['1,100 levels of nesting', { input: JSON.parse(`${'{"a":'.repeat(1_100)}1${'}'.repeat(1_100)}`) }],
  ])('sets aside what the engine refuses and keeps the rest of the batch: %s', async (_, changes) => {
    const engine = await testEngine()
    const records = Array.from({ length: 40 }, (__, index) =>
      ingestRecord(newPair(index % 17 === 3 ? changes : {}), index + 1),
    )
    const first = await engine.ingest(records, [], { quarantine: true })
    expect(first).toEqual({ ...nothing, stored: 37, deadLetters: 3 })
    const again = await engine.ingest(records, [], { quarantine: true })
    expect(again).toEqual({ ...nothing, duplicates: 37, deadLetters: 3 })
    expect(await engine.readCaptureFacts('credit-risk')).toMatchObject({ setAside: 3 })
    expect(await allPairs(engine)).toHaveLength(37)
  })

  test('sets aside a text that is no pair', async () => {
    const engine = await testEngine()
    const pair = newPair()
    const records = [
      ingestRecord(pair, 1, '{'),
      ingestRecord(newPair(), 2, JSON.stringify(pair)),
      ingestRecord(newPair(), 3),
    ]
    const result = await engine.ingest(records, [], { quarantine: true })
    expect(result).toEqual({ ...nothing, stored: 1, deadLetters: 2 })
  })

  test('imports more weeks at once than one insert may touch partitions', async () => {
    const engine = await testEngine()
    const week = 7 * 86_400_000
    const records = Array.from({ length: 250 }, (_, index) =>
      ingestRecord(newPair({ at: Date.UTC(2020, 0, 6) + index * week }), index + 1),
    )
    expect(await engine.ingest(records, [], { quarantine: false })).toEqual({ ...nothing, stored: 250 })
    expect(await allPairs(engine)).toEqual(records.map(record => record.raw))
  })

  test('keeps the newest losses of each client', async () => {
    const engine = await testEngine()
    const [a, b] = ['019a0000-0000-7000-8000-00000000000a', '019a0000-0000-7000-8000-00000000000b']
    await engine.ingest(
      [],
      [
        counters(a, 20, { timeout: 1 }),
        counters(a, 20, { timeout: 2, 'ti"me\\': 1 }),
        counters(b, 5, { timeout: 1 }),
      ],
      { quarantine: true },
    )
    // Sent before, and late; whatever the device's clock says.
    await engine.ingest([], [counters(a, 10, { timeout: 1 })], { quarantine: true })
    expect((await engine.readCaptureFacts('credit-risk')).losses).toEqual({
      clients: 2,
      sampled: 25,
      unconfirmed: 2,
      dropped: { timeout: 3, 'ti"me\\': 1 },
      largest: 3,
    })
    expect((await engine.readCaptureFacts('other')).losses.clients).toBe(0)
  })

  // All of it passes BatchSchema: a refusal would be tried again for ever, and nothing behind it would be stored.
  test('takes any counters that a client may send', async () => {
    const engine = await testEngine()
    const most = Number.MAX_SAFE_INTEGER
    const hostile = Array.from({ length: 2_100 }, (_, index) =>
      counters(`019a0000-0000-7000-8000-${String(index).padStart(12, '0')}`, 20_000, {
        '\ud800': 1,
        '\ud801': 2,
        exit: 10_000,
        [`made up ${index}`]: 1,
      }),
    )
    const implausible = Array.from({ length: 2_100 }, (_, index) =>
      counters(`019b0000-0000-7000-8000-${String(index).padStart(12, '0')}`, most, {
        exit: most,
        '\ud800': most,
      }),
    )
    const result = await engine.ingest([ingestRecord(newPair(), 1)], [...hostile, ...implausible], {
      quarantine: true,
    })
    expect(result).toEqual({ ...nothing, stored: 1, countersSetAside: 2_100 })
    expect(await allPairs(engine)).toHaveLength(1)
    const { losses } = await engine.readCaptureFacts('credit-risk')
    expect(losses).toMatchObject({
      clients: 2_100,
      sampled: 42_000_000,
      dropped: { exit: 21_000_000, '\ufffd': 6_300 },
      // 2,100 times 2^53 − 1 is more than 64 bits hold.
      setAside: { clients: 2_100, sampled: most, lost: most, records: 0 },
    })
    expect(Object.keys(losses.dropped).length).toBeLessThanOrEqual(101)
  })

  test('sums the rarest of many reasons', async () => {
    const engine = await testEngine()
    const reasons = Array.from({ length: 150 }, (_, index): [string, number] => [
      `reason ${index}`,
      index + 1,
    ])
    const client = '019a0000-0000-7000-8000-00000000000a'
    await engine.ingest([], [counters(client, 20_000, Object.fromEntries(reasons))], {
      quarantine: true,
    })
    const { dropped } = (await engine.readCaptureFacts('credit-risk')).losses
    expect(Object.keys(dropped)).toHaveLength(101)
    expect(dropped).toMatchObject({ 'reason 149': 150, 'reason 50': 51, '(other reasons)': 1_275 })
  })
})

describe('pairs', () => {
  test('keeps every text as it was sent', async () => {
    const engine = await testEngine()
    const records = [...hostileInputs, '{ "spaced" : "out\\n" ,\n "n" : 1.0 }'].map((input, index) => {
      const pair = newPair({ at: Date.now() + index })
      return ingestRecord(pair, index + 1, pairText(pair, input))
    })
    const result = await engine.ingest(records, [], { quarantine: true })
    expect(result).toEqual({ ...nothing, stored: records.length })
    expect(await allPairs(engine)).toEqual(records.map(record => record.raw))
  })

  test('takes the window from the ids: from inclusive, to exclusive', async () => {
    const engine = await testEngine()
    const start = Date.UTC(2026, 10, 2)
    const records = [0, 1, 2, 3].map(ms => ingestRecord(newPair({ at: start + ms }), ms + 1))
    await engine.ingest(records, [], { quarantine: false })
    const at = (ms: number) => new Date(start + ms).toISOString()
    expect(await allPairs(engine, 'credit-risk', { from: at(1), to: at(3) })).toEqual(
      records.slice(1, 3).map(record => record.raw),
    )
    expect(await allPairs(engine, 'other')).toEqual([])
    await expect(allPairs(engine, 'credit-risk', { from: 'yesterday', to: null })).rejects.toThrow(
      'window.from',
    )
  })
})

test('a folder that another process holds is busy, and says what to do', async () => {
  const dir = await temporaryFolder({ defer: onTestFinished })
  await openTestEngine({ defer: onTestFinished }, { dir })
  // As a program that does not know of the folder's lock would open it.
  const lock = await lockFolder(await temporaryFolder({ defer: onTestFinished }), {
    onProblem: () => undefined,
  })
  onTestFinished(() => lock.release())
  const second = openEngine({ dir, lock })
  await expect(second).rejects.toThrow(EngineBusyError)
  await expect(second).rejects.toThrow('--url')
})
