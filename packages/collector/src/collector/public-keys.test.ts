import { randomUUID } from 'node:crypto'
import { renderText } from '@shadow-mode/analysis'
import { type Losses, type Pair, type Report, ReportSchema } from '@shadow-mode/protocol'
import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import * as v from 'valibot'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openEngine } from '../engine/open-engine.ts'
import { createReportRoutes } from '../report/create-report-routes.ts'
import { batchText } from '../testing/batch-text.ts'
import { ingestRecord } from '../testing/ingest-record.ts'
import { openTestEngine } from '../testing/open-test-engine.ts'
import { INGEST_KEY, READ_TOKEN, startTestCollector } from '../testing/start-test-collector.ts'
import type { CollectorOptions } from './collector-options.ts'

// What somebody who has the ingest key can do. Every page has it.

vi.setConfig({ testTimeout: 120_000 })

const MOST = Number.MAX_SAFE_INTEGER
const RULES = { margins: { 'outputs.approved.agreement': { min: 0.9 } } }

async function start(options: Partial<CollectorOptions> = {}) {
  const parts = { openEngine, createReportRoutes }
  const collector = await startTestCollector(onTestFinished, options, parts)
  const send = (
    { client = randomUUID(), pairs = [], losses = {} }: Partial<Batch>,
    headers: Record<string, string> = {},
    list = 'pairs',
  ) => {
    const head = { batchId: randomUUID(), sentAt: new Date().toISOString(), sdk: '1.0.0', client }
    const body = JSON.stringify({ ...head, losses, [list]: pairs })
    return fetch(`${collector.url}/v1/${list}?key=${INGEST_KEY}`, { method: 'POST', body, headers })
  }
  const report = async (window = ''): Promise<Report> => {
    const query = `rules=${encodeURIComponent(JSON.stringify(RULES))}${window}`
    const headers = { authorization: `Bearer ${READ_TOKEN}` }
    const answer = await fetch(`${collector.url}/v1/experiments/credit-risk/report?${query}`, { headers })
    return v.parse(ReportSchema, await answer.json())
  }
  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(`${collector.url}/metrics`)).text()
    return Number(
      text
        .split('\n')
        .find(line => line.startsWith(`${name} `))
        ?.split(' ')[1],
    )
  }
  return { ...collector, send, report, metric }
}

interface Batch {
  client: string
  pairs: Pair[]
  losses: Record<string, Losses>
}

const counters = (sampled: number, lost: number): Batch['losses'] => ({
  'credit-risk': { sampled, unconfirmed: 0, dropped: lost > 0 ? { exit: lost } : {} },
})

const side = (version: string, approved: boolean) =>
  ({ version, status: 'ok', output: { approved }, durationMs: 5 }) as const

const from = (address: string) => ({ 'x-forwarded-for': address })

const pairs = (count: number, agrees: boolean): Pair[] =>
  Array.from({ length: count }, () => newPair({ live: side('1', true), candidate: side('2', agrees) }))

type Collector = Awaited<ReturnType<typeof start>>

/** Six clients with 50 pairs each, of which two in a hundred were lost. */
async function sendHonest({ send }: Pick<Collector, 'send'>, agrees: boolean): Promise<void> {
  for (let client = 0; client < 6; client++)
    expect((await send({ pairs: pairs(50, agrees), losses: counters(51, 1) })).status).toBe(202)
}

const messageOf = (report: Report, id: string) => report.checks.find(check => check.id === id)?.message

test('2^53 − 1 losses in one batch change no verdict, in no window, and the report says so; after a restart too', async () => {
  const dir = await temporaryFolder({ defer: onTestFinished })
  const first = await start({ dir })
  await sendHonest(first, true)
  const before = await first.report()
  expect(before.verdict.decision).toBe('promote')
  expect((await first.send({ losses: counters(MOST, MOST) })).status).toBe(202)

  const expectSame = async ({ report }: Collector) => {
    for (const window of ['', '&from=2020-01-01', `&to=${new Date(Date.now() + 60_000).toISOString()}`]) {
      const after = await report(window)
      expect(after.verdict.decision).toBe('promote')
      expect(after.capture.losses).toEqual({
        ...before.capture.losses,
        setAside: { clients: 1, sampled: MOST, lost: MOST, records: 0 },
      })
      expect(messageOf(after, 'capture.complete')).toContain('counters of 1 clients set aside')
      expect(renderText(after)).toMatch(
        /^ {2}losses set aside +1 clients claimed more than their age allows \(sampled 9007199254740991, lost 9007199254740991\) and sent 0 pairs$/m,
      )
    }
  }
  await expectSame(first)
  expect(await first.metric('shadow_mode_client_counters_set_aside_total')).toBe(1)
  await first.close()
  const second = await start({ dir })
  await expectSame(second)
  // The forger is no older for it.
  await second.send({ losses: counters(MOST, MOST) })
  expect((await second.report()).capture.losses.setAside).toMatchObject({ clients: 2 })
})

test('real losses still hold when somebody sends implausible ones', async () => {
  const { send, report } = await start()
  await sendHonest({ send }, true)
  await send({ losses: counters(200, 200) })
  await send({ losses: counters(MOST, MOST) })
  const { verdict, capture } = await report()
  expect(verdict).toMatchObject({ decision: 'hold', reasons: [{ checkId: 'capture.complete' }] })
  expect(capture.losses).toMatchObject({ clients: 7, dropped: { exit: 206 }, setAside: { clients: 1 } })
})

test('no promotion on pairs of clients whose losses are not known', async () => {
  const { send, report } = await start()
  await sendHonest({ send }, true)
  const client = randomUUID()
  await send({ client, pairs: pairs(30, true), losses: counters(MOST, 0) })
  const { verdict } = await report()
  expect(verdict.decision).toBe('insufficient')
  expect(verdict.reasons).toEqual([
    { checkId: 'capture.complete', text: expect.stringContaining('these clients sent 30 of 330 pairs') },
  ])
  await send({ client, losses: counters(30, 0) })
  expect((await report()).verdict.decision).toBe('promote')
})

test('a few pairs with implausible counters do not prevent a promotion on imported ones', async () => {
  const dir = await temporaryFolder({ defer: onTestFinished })
  const engine = await openTestEngine({ defer: onTestFinished }, { dir })
  const records = pairs(400, true).map((pair, index) => ingestRecord(pair, index + 1))
  await engine.ingest(records, [], { quarantine: false })
  await engine.close()
  const { send, report } = await start({ dir })
  await send({ pairs: pairs(10, true), losses: counters(MOST, MOST) })
  const { verdict, capture } = await report()
  expect(verdict.decision).toBe('promote')
  expect(capture).toMatchObject({ stored: 410, losses: { setAside: { clients: 1, records: 10 } } })
})

test.each(['-1', '1.5', '"5"', '1e400', '9007199254740992', 'null'])(
  'counters of %s are no counts: the batch is refused, and the field is named',
  async count => {
    const { post, engine } = await startTestCollector(onTestFinished)
    const losses = `{"credit-risk":{"sampled":5,"unconfirmed":0,"dropped":{"exit":${count}}}}`
    const answer = await post(batchText([], { losses }))
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      error: { message: expect.stringContaining('losses.credit-risk.dropped.exit') },
    })
    expect(engine.losses).toEqual([])
  },
)

test('made-up losses within the limits hold, and the reason names their share', async () => {
  const { send, report } = await start()
  await sendHonest({ send }, true)
  await send({ losses: counters(1_000_000, 1_000_000) })
  const { verdict } = await report()
  expect(verdict.decision).toBe('hold')
  expect(verdict.reasons[0]?.text).toContain('one of 7 clients lost 1000000')
})

test('made-up samples that hide losses are shown', async () => {
  const { send, report } = await start()
  await sendHonest({ send }, true)
  await send({ losses: counters(100, 100) })
  expect((await report()).verdict.decision).toBe('hold')
  await send({ losses: counters(1_000_000, 0) })
  const after = await report()
  expect(messageOf(after, 'capture.complete')).toContain('1000000 neither arrived nor were lost')
  expect(renderText(after)).toMatch(
    /^ {2}unaccounted +1000000 sampled predictions neither arrived nor were lost$/m,
  )
})

test('twelve batches of made-up pairs from one client: the rate bounds them, the report shows them; a restart too', async () => {
  const dir = await temporaryFolder({ defer: onTestFinished })
  const options = { dir, maxRatePerClient: 500 }
  const first = await start(options)
  await sendHonest(first, false)
  expect((await first.report()).verdict.decision).toBe('hold')
  const client = randomUUID()
  const forge = async ({ send }: Collector): Promise<number> => {
    const statuses = new Map<number, number>()
    for (let batch = 0; batch < 12; batch++) {
      const answer = await send({ client, pairs: pairs(1_000, true) })
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      if (answer.status === 202) continue
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await answer.json()).toMatchObject({ error: { code: 'rate' } })
    }
    expect(new Set(statuses.keys())).toEqual(new Set([202, 429]))
    return statuses.get(202) ?? 0
  }
  const accepted = await forge(first)
  expect(accepted).toBeLessThan(12)
  expect(await first.metric('shadow_mode_rate_refused_batches_total{by="client"}')).toBe(12 - accepted)
  expect(first.problems).toEqual([expect.stringContaining(`Batches of the client ${client} are refused`)])
  const share = `the largest ${Math.round((accepted * 1_000 * 100) / (300 + accepted * 1_000))} %`
  const report = await first.report()
  expect(report.capture.senders).toMatchObject({ clients: 7, largest: accepted * 1_000 })
  expect(renderText(report)).toContain(`7 clients sent ${300 + accepted * 1_000} pairs; ${share}`)

  // Nobody else has to wait.
  expect((await first.send({ pairs: pairs(1, true) })).status).toBe(202)
  await first.close()
  const second = await start(options)
  const again = await forge(second)
  expect((await second.report()).capture.senders).toMatchObject({
    clients: 8,
    largest: (accepted + again) * 1_000,
  })
})

test('many clients of one address: the rate bounds them, and the report shows the ten largest', async () => {
  const { send, report, metric } = await start({ maxRatePerAddress: 500, trustProxy: 1 })
  await sendHonest({ send: batch => send(batch, from('198.51.100.1')) }, false)
  let accepted = 0
  for (let batch = 0; batch < 12; batch++) {
    // The forger's own entry is on the left, and a new one each time.
    const answer = await send({ pairs: pairs(1_000, true) }, from(`192.0.2.${batch}, 203.0.113.7`))
    if (answer.status === 202) accepted += 1
  }
  expect(accepted).toBeGreaterThan(0)
  expect(accepted).toBeLessThan(12)
  expect(await metric('shadow_mode_rate_refused_batches_total{by="address"}')).toBe(12 - accepted)
  expect((await report()).capture.senders).toMatchObject({ largest: 1_000, clients: 6 + accepted })
  // Another address need not wait, and outcomes share the limit with pairs.
  expect((await send({ pairs: pairs(1, true) }, from('198.51.100.1'))).status).toBe(202)
  expect((await send({}, from('203.0.113.7'), 'outcomes')).status).toBe(429)
})

test('requests that are no batch count, and are refused before they are read', async () => {
  const { url } = await start({ maxRatePerAddress: 1, trustProxy: 0 })
  const post = (key: string) => fetch(`${url}/v1/pairs?key=${key}`, { method: 'POST', body: '{' })
  for (let request = 0; request < 3; request++) expect((await post('wrong')).status).toBe(401)
  expect((await post(INGEST_KEY)).status).toBe(400)
  expect((await post(INGEST_KEY)).status).toBe(429)
})

test('0 is no limit', async () => {
  const { send } = await start({ maxRatePerAddress: 0, maxRatePerClient: 0, trustProxy: 0 })
  const client = randomUUID()
  for (let batch = 0; batch < 20; batch++) expect((await send({ client })).status).toBe(202)
})

test('behind a proxy that nobody has told of, no address is limited, and the operator hears of it once', async () => {
  const { send, problems } = await start({ maxRatePerAddress: 1 })
  for (let batch = 0; batch < 5; batch++) {
    const answer = await send({}, { 'x-forwarded-for': '203.0.113.7' })
    expect(answer.status).toBe(202)
  }
  expect(problems).toEqual([expect.stringContaining('--trust-proxy')])
})

test.each(['maxRatePerClient', 'maxRatePerAddress', 'trustProxy'])(
  '%s: a wrong number is named',
  async name => {
    for (const value of [-1, 1.5, Number.NaN])
      await expect(start({ [name]: value })).rejects.toThrow(`${name}: Expected a whole number`)
  },
)
