import { join } from 'node:path'
import type { Losses } from '@shadow-mode/protocol'
import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { ingestRecord } from '../testing/ingest-record.ts'
import { openTestEngine } from '../testing/open-test-engine.ts'
import type { Engine, IngestRecord, LossRecord } from './engine.ts'
import { updateClients } from './ingest/update-clients.ts'
import { openChdbStore } from './store/open-chdb-store.ts'

vi.setConfig({ testTimeout: 120_000 })

const EXPERIMENT = 'credit-risk'
const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.UTC(2026, 10, 2)
const MOST = Number.MAX_SAFE_INTEGER

const losses = (sampled: number, lost: number, unconfirmed = 0): Losses => ({
  sampled,
  unconfirmed,
  dropped: lost > 0 ? { exit: lost } : {},
})

async function setup(dir?: string) {
  const engine = await openTestEngine({ defer: onTestFinished }, dir === undefined ? {} : { dir })
  const tell = (client: string, counters: Losses, receivedAt = START) => {
    const record: LossRecord = { client, experiment: EXPERIMENT, receivedAt, losses: counters }
    return engine.ingest([], [record], { quarantine: true })
  }
  const read = async (): Promise<Awaited<ReturnType<Engine['readCaptureFacts']>>> =>
    engine.readCaptureFacts(EXPERIMENT)
  return { engine, tell, read }
}

const pairsOf = (client: string, count: number, firstSeq: number): IngestRecord[] =>
  Array.from({ length: count }, (_, index) => ({
    ...ingestRecord(newPair(), firstSeq + index),
    sender: { client, receivedAt: START },
  }))

const legacyRow = (client: string, sampled: number, exit: number) =>
  JSON.stringify({ experiment: EXPERIMENT, client, sampled, unconfirmed: 0, dropped: { exit } })

describe('counters', () => {
  test.each([
    ['2^53 − 1 losses', losses(MOST, MOST)],
    ['2^53 − 1 samples', losses(MOST, 0)],
    ['one more than a new client may have', losses(1_000_001, 0)],
    ['more losses than samples', losses(10, 11)],
    ['more unconfirmed than samples', losses(10, 0, 11)],
    ['losses whose sum has no exact number', { sampled: 5, unconfirmed: 0, dropped: { a: MOST, b: MOST } }],
  ])('%s are set aside', async (_, counters) => {
    const { tell, read } = await setup()
    await tell('honest', losses(20, 2))
    expect(await tell('forger', counters)).toMatchObject({ countersSetAside: 1 })
    const dropped = Object.values(counters.dropped).reduce((sum, count) => sum + count, counters.unconfirmed)
    expect((await read()).losses).toEqual({
      clients: 1,
      sampled: 20,
      unconfirmed: 0,
      dropped: { exit: 2 },
      largest: 2,
      setAside: { clients: 1, sampled: counters.sampled, lost: Math.min(dropped, MOST), records: 0 },
    })
  })

  test.each([
    ['the largest queue that a plan allows', START, losses(1_000_000, 0)],
    ['everything lost', START, losses(500_000, 500_000)],
    [
      'three weeks out of reach, at one prediction a second for eight hours a day',
      START,
      losses(604_800, 594_800),
    ],
    ['a camera, after a day', START + DAY, losses(60 * 86_400, 10)],
    [
      'a kiosk that predicts five times a second, after a year',
      START + 365 * DAY,
      losses(5 * 86_400 * 365, 9),
    ],
  ])('an honest client is believed: %s', async (_, at, counters) => {
    const { tell, read } = await setup()
    await tell('client', losses(1, 0))
    expect(await tell('client', counters, at)).not.toHaveProperty('countersSetAside')
    const { losses: read_ } = await read()
    expect(read_).toMatchObject({ clients: 1, sampled: counters.sampled })
    expect(read_).not.toHaveProperty('setAside')
  })

  test('implausible ones do not replace the last plausible ones, and are believed once the client is old enough', async () => {
    const { tell, read } = await setup()
    await tell('client', losses(100, 10))
    await tell('client', losses(1_500_000, 20), START + HOUR)
    expect((await read()).losses).toMatchObject({
      sampled: 100,
      dropped: { exit: 10 },
      setAside: { clients: 1, sampled: 1_500_000, lost: 20 },
    })
    // 100 a second since the first batch.
    await tell('client', losses(1_500_000, 20), START + 5_000_000)
    expect((await read()).losses).toMatchObject({ sampled: 1_500_000, dropped: { exit: 20 } })
    expect((await read()).losses).not.toHaveProperty('setAside')
  })

  test('smaller ones are an older batch, and a clock that is set back makes nobody older', async () => {
    const { tell, read } = await setup()
    await tell('client', losses(100, 10))
    await tell('client', losses(90, 9), START - DAY)
    expect((await read()).losses).toMatchObject({ clients: 1, sampled: 100, dropped: { exit: 10 } })
    await tell('client', losses(1_000_001, 0), START - 1)
    expect((await read()).losses).toMatchObject({ sampled: 100, setAside: { clients: 1 } })
  })

  test('a client is as old after a restart as before it', async () => {
    const dir = await temporaryFolder({ defer: onTestFinished })
    const before = await setup(dir)
    await before.tell('client', losses(1, 0))
    await before.engine.close()
    const after = await setup(dir)
    await after.tell('client', losses(1_300_000, 5), START + HOUR)
    await after.tell('new', losses(1_300_000, 5), START + HOUR)
    expect((await after.read()).losses).toMatchObject({
      clients: 1,
      sampled: 1_300_000,
      setAside: { clients: 1 },
    })
  })

  test('what an older version has stored is judged when it is read', async () => {
    const dir = await temporaryFolder({ defer: onTestFinished })
    const store = await openChdbStore(join(dir, 'engine'))
    const rows = [
      legacyRow('honest', 5_000_000, 7),
      legacyRow('forger', MOST, MOST),
      legacyRow('other', 5, 6),
    ]
    await store.insert('client_losses', rows)
    store.close()
    const { read } = await setup(dir)
    expect((await read()).losses).toMatchObject({
      clients: 1,
      sampled: 5_000_000,
      dropped: { exit: 7 },
      setAside: { clients: 2, sampled: MOST, lost: MOST },
    })
  })
})

describe('senders', () => {
  test('the largest ones are known, after a restart too; imports and duplicates are nobody’s', async () => {
    const dir = await temporaryFolder({ defer: onTestFinished })
    const first = await setup(dir)
    let seq = 1
    const send = async (client: string, count: number) => {
      const records = pairsOf(client, count, seq)
      seq += count
      await first.engine.ingest(records, [], { quarantine: true })
      return records
    }
    const sent = await send('a', 30)
    for (let client = 0; client < 12; client++) await send(`b${client}`, 2)
    // The same pairs under another name, and a file.
    const copies = sent.map(({ raw, ...record }) => ({
      ...record,
      raw,
      seq: seq++,
      sender: { client: 'c', receivedAt: START },
    }))
    await first.engine.ingest(copies, [], { quarantine: true })
    await first.engine.ingest([ingestRecord(newPair(), seq++)], [], { quarantine: false })
    const expected = {
      stored: 55,
      senders: { clients: 13, records: 54, largest: 30, largestTen: 48 },
    }
    expect(await first.read()).toMatchObject(expected)
    await first.engine.close()
    const { engine, read } = await setup(dir)
    // As after a crash between the insert and its note in the log.
    await engine.ingest(sent, [], { quarantine: true })
    expect(await read()).toMatchObject(expected)
  })

  test('a group that failed after its clients were counted counts them once', async () => {
    const dir = await temporaryFolder({ defer: onTestFinished })
    const store = await openChdbStore(join(dir, 'engine'))
    const fresh = pairsOf('a', 5, 1)
    for (let time = 0; time < 2; time++) await updateClients(store, 'clients', { fresh, losses: [] })
    await updateClients(store, 'clients', { fresh: pairsOf('a', 2, 6), losses: [] })
    store.close()
    expect((await (await setup(dir)).read()).senders).toMatchObject({ clients: 1, records: 7 })
  })

  test('the pairs of a client whose counters are set aside are known', async () => {
    const { engine, tell, read } = await setup()
    await engine.ingest(pairsOf('client', 7, 1), [], { quarantine: true })
    await engine.ingest(pairsOf('other', 9, 8), [], { quarantine: true })
    await tell('client', losses(MOST, 0))
    expect((await read()).losses.setAside).toEqual({ clients: 1, sampled: MOST, lost: 0, records: 7 })
  })

  test('a group with thousands of clients and experiments', async () => {
    const { engine, read } = await setup()
    const many = Array.from(
      { length: 2_500 },
      (_, index): LossRecord => ({
        client: `client ${index}`,
        experiment: index % 5 === 0 ? EXPERIMENT : `other-${index}`,
        receivedAt: START,
        losses: losses(3, 1),
      }),
    )
    for (let time = 0; time < 2; time++) await engine.ingest([], many, { quarantine: true })
    expect((await read()).losses).toMatchObject({ clients: 500, sampled: 1_500, dropped: { exit: 500 } })
  })
})
