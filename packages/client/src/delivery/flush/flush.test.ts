import type { ServerResponse } from 'node:http'
import { BatchSchema } from '@shadow-mode/protocol'
import { numberedPair } from '@shadow-mode/test-support/make-pair.ts'
import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { ShadowEvent } from '../../core/status/status.ts'
import { completePlan } from '../../plan/complete-plan.ts'
import { openServer } from '../../testing/open-server.ts'
import { createOutbox } from '../outbox/create-outbox.ts'
import { createTestClock } from '../outbox/testing/create-test-clock.ts'
import { createTestPlatform } from '../outbox/testing/create-test-platform.ts'

beforeEach(() => void vi.stubGlobal('IDBKeyRange', IDBKeyRange))
afterEach(() => void vi.unstubAllGlobals())

interface Request {
  url: string
  type: string | undefined
  body: string
  /** Ids of the pairs it carried. */
  ids: string[]
}
/** What the server does with a request; `store` writes its pairs into the log. */
type Behaviour = (request: Request, response: ServerResponse, store: () => void) => void

const accept: Behaviour = ({ ids }, response, store) => {
  store()
  answer(response, 202, { accepted: ids.length, duplicates: 0, rejected: [] })
}
const answer = (response: ServerResponse, status: number, body?: unknown, headers = {}) => {
  response.writeHead(status, headers).end(body === undefined ? '' : JSON.stringify(body))
}
const status =
  (code: number, headers = {}): Behaviour =>
  (_request, response) =>
    answer(response, code, undefined, headers)

/** A collector over real HTTP on loopback. It meets its requests with `behaviours` in turn, then with `otherwise`. */
async function startServer() {
  const server = {
    requests: [] as Request[],
    log: [] as string[],
    behaviours: [] as Behaviour[],
    otherwise: accept,
  }
  const url = await openServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const batch = v.parse(BatchSchema, JSON.parse(body))
      const ids = batch.pairs.map(pair => v.parse(v.object({ id: v.string() }), pair).id)
      const seen = { url: request.url ?? '', type: request.headers['content-type'], body, ids }
      server.requests.push(seen)
      ;(server.behaviours.shift() ?? server.otherwise)(seen, response, () => void server.log.push(...ids))
    })
  })
  return Object.assign(server, { url })
}

async function open(options: { contentType?: 'text' | 'json'; timeoutMs?: number } = {}) {
  const server = await startServer()
  const clock = createTestClock()
  const platform = createTestPlatform({
    clock,
    device: { indexedDB: new IDBFactory() },
    fetch: (url, init) => fetch(url, init),
  })
  const events: ShadowEvent[] = []
  const outbox = createOutbox({
    platform,
    collector: { url: `${server.url}/`, key: 'a key', contentType: options.contentType ?? 'text' },
    experiment: 'credit-risk',
    storage: 'durable',
    limits: () =>
      completePlan(
        {
          serve: 'live',
          shadowRate: 1,
          maxRecordLength: 1e6,
          maxQueuedPairs: 1e5,
          maxQueuedLength: 1e8,
          maxAgeMs: 1e9,
        },
        'plan',
      ),
    maySend: () => true,
    emit: event => void events.push(event),
    ...(options.timeoutMs && { requestTimeoutMs: options.timeoutMs }),
  })
  onTestFinished(() => outbox.close())
  const add = (from: number, count: number, size = 0) => {
    for (let n = from; n < from + count; n++) {
      outbox.sampled()
      outbox.add(numberedPair(n, size))
    }
  }
  const failures = () => events.filter(event => event.type === 'flush-failed')
  return { server, clock, platform, outbox, add, events, failures }
}

const idsOf = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => numberedPair(from + n).id)

test('posts text/plain with the key in the query, needing no preflight, and the stored texts as they are', async () => {
  const { server, outbox, add, events } = await open()
  add(1, 1)
  await outbox.flush('manual')
  const [request] = server.requests
  expect(request).toMatchObject({ url: '/v1/pairs?key=a%20key', type: 'text/plain;charset=UTF-8' })
  expect(request?.body.endsWith(`"pairs":[${JSON.stringify(numberedPair(1))}]}`)).toBe(true)
  expect(events).toContainEqual({ type: 'flushed', reason: 'manual', delivered: 1, rejected: 0 })
})

test('posts application/json when asked to', async () => {
  const { server, outbox, add } = await open({ contentType: 'json' })
  add(1, 1)
  await outbox.flush('manual')
  expect(server.requests[0]?.type).toBe('application/json')
})

test('keeps each batch within 50 pairs and 512 KB, a larger pair goes alone', async () => {
  const { server, outbox, add } = await open()
  add(1, 60)
  add(100, 20, 60_000)
  add(200, 1, 700_000)
  await outbox.flush('manual')
  expect(server.log.toSorted()).toEqual([...idsOf(1, 60), ...idsOf(100, 20), ...idsOf(200, 1)])
  for (const { ids, body } of server.requests) {
    expect(ids.length).toBeLessThanOrEqual(50)
    expect(ids.length === 1 || body.length <= 512 * 1024 + 1_000).toBe(true)
  }
  expect(server.requests.length).toBe(5)
})

test.each<[string, Behaviour]>([
  ['503', status(503)],
  ['408, a body that arrived too slowly', status(408, { 'retry-after': '5' })],
  ['500', status(500)],
  ['404, a deployment under way', status(404)],
  ['a dropped connection', (_request, response) => void response.destroy()],
  ['no answer', () => undefined],
  [
    'an answer whose body never ends',
    (_request, response) => void response.writeHead(202).write('{"accepted":'),
  ],
  [
    'an acknowledgement that is not JSON',
    (_request, response) => answerText(response, '<html>Log in</html>'),
  ],
  ['an acknowledgement of the wrong shape', (_request, response) => answer(response, 200, { ok: true })],
  [
    'an acknowledgement of fewer',
    (_request, response) => answer(response, 202, { accepted: 2, duplicates: 0, rejected: [] }),
  ],
  [
    'a rejection of a record that was not sent',
    (_request, response) =>
      answer(response, 202, { accepted: 2, duplicates: 0, rejected: [{ index: 9, id: null, error: 'no' }] }),
  ],
])('%s: nothing is deleted, everything goes later', async (_name, behaviour) => {
  const { server, outbox, add, failures } = await open({ timeoutMs: 400 })
  server.behaviours = [behaviour, behaviour]
  add(1, 3)
  await outbox.flush('manual')
  await vi.waitFor(() => expect(failures().length).toBeGreaterThan(0))
  expect(failures()[0]).toMatchObject({ willRetry: true })
  expect(outbox.counts()).toMatchObject({ sampled: 3, queued: 3, delivered: 0, dropped: {} })
  server.behaviours = []
  await outbox.flush('manual')
  expect(server.log).toEqual(idsOf(1, 3))
  expect(outbox.counts()).toMatchObject({ sampled: 3, queued: 0, delivered: 3 })
})

test('a lost acknowledgement: sent again under the same batch id, counted once', async () => {
  const { server, outbox, add } = await open()
  server.behaviours = [
    (_request, response, store) => {
      store()
      response.destroy()
    },
  ]
  add(1, 3)
  await outbox.flush('manual')
  await outbox.flush('manual')
  const [first, second] = server.requests.map(({ body }) => v.parse(BatchSchema, JSON.parse(body)))
  expect(second?.batchId).toBe(first?.batchId)
  expect(outbox.counts()).toMatchObject({ sampled: 3, delivered: 3, queued: 0 })
})

test('413: the batch is halved until it goes', async () => {
  const { server, outbox, add } = await open()
  server.otherwise = (request, response, store) =>
    request.ids.length > 7 ? answer(response, 413) : accept(request, response, store)
  add(1, 60)
  await outbox.flush('manual')
  expect(server.log.toSorted()).toEqual(idsOf(1, 60))
  expect(server.requests.map(({ ids }) => ids.length).slice(0, 4)).toEqual([50, 25, 12, 6])
  // It remembers: no later batch is refused.
  expect(server.requests.slice(3).every(({ ids }) => ids.length <= 7)).toBe(true)
})

test.each([
  [413, 'oversize'],
  [400, 'rejected'],
])('%i for one pair alone: that one is dropped as %s, the others arrive', async (code, reason) => {
  const { server, outbox, add } = await open()
  const bad = numberedPair(23).id
  server.otherwise = (request, response, store) =>
    request.ids.includes(bad) ? answer(response, code) : accept(request, response, store)
  add(1, 60)
  await outbox.flush('manual')
  expect(server.log.toSorted()).toEqual(idsOf(1, 60).filter(id => id !== bad))
  expect(outbox.counts()).toMatchObject({ sampled: 60, delivered: 59, queued: 0, dropped: { [reason]: 1 } })
})

test('a record the collector refuses is counted and not sent again', async () => {
  const { server, outbox, add, events } = await open()
  server.otherwise = ({ ids }, response, store) => {
    store()
    answer(response, 202, {
      accepted: ids.length - 1,
      duplicates: 0,
      rejected: [{ index: 1, id: null, error: 'live.version: Expected string' }],
    })
  }
  add(1, 3)
  await outbox.flush('manual')
  expect(outbox.counts()).toMatchObject({ delivered: 2, queued: 0, dropped: { rejected: 1 } })
  expect(events).toContainEqual({ type: 'dropped', reason: 'rejected', count: 1 })
  expect(events).toContainEqual({ type: 'flushed', reason: 'manual', delivered: 2, rejected: 1 })
})

test('an acknowledgement of another batch deletes nothing', async () => {
  const { server, outbox, add, failures } = await open()
  const ack = { accepted: 3, duplicates: 0, rejected: [] }
  server.behaviours = [
    (_request, response) => answer(response, 202, ack, { 'x-shadow-batch': crypto.randomUUID() }),
  ]
  add(1, 3)
  await outbox.flush('manual')
  expect(outbox.counts()).toMatchObject({ delivered: 0, queued: 3 })
  expect(failures()).toMatchObject([{ willRetry: true }])
  server.behaviours = [
    ({ body }, response) => answer(response, 202, ack, { 'x-shadow-batch': JSON.parse(body).batchId }),
  ]
  await outbox.flush('manual')
  expect(outbox.counts()).toMatchObject({ delivered: 3, queued: 0 })
})

test.each([401, 403])('%i stops sending until the page is loaded again; nothing is lost', async code => {
  const { server, clock, outbox, add, failures } = await open()
  server.behaviours = [status(code)]
  add(1, 3)
  await outbox.flush('manual')
  const sent = server.requests.length
  clock.advance(3_600_000)
  await outbox.flush('manual')
  expect(server.requests.length).toBe(sent)
  expect(failures()).toMatchObject([{ willRetry: false }])
  expect(outbox.counts()).toMatchObject({ queued: 3 })
})

test.each([
  [429, 'seconds', '20', 20_000],
  [408, 'seconds', '20', 20_000],
  [429, 'a date', new Date(createTestClock().now() + 20_000).toUTCString(), 20_000],
  [429, 'more than five minutes', '86400', 300_000],
])('%i with Retry-After in %s is obeyed', async (code, _name, header, waitMs) => {
  const { server, clock, outbox, add } = await open()
  add(1, 1)
  await outbox.flush('manual')
  server.behaviours = [status(code, { 'retry-after': header })]
  add(2, 1)
  await outbox.flush('interval')
  expect(server.requests).toHaveLength(2)
  clock.advance(waitMs - 1)
  await outbox.flush('hidden')
  expect(server.requests).toHaveLength(2)
  clock.advance(2)
  await vi.waitFor(() => expect(outbox.counts().queued).toBe(0))
  expect(server.log).toEqual(idsOf(1, 2))
})

test('backs off exponentially, and begins anew when the device is online again', async () => {
  const { server, clock, platform, outbox, add } = await open()
  platform.random = () => 0.999
  server.otherwise = status(503)
  add(1, 1)
  await outbox.flush('manual')
  const tries = async (count: number) => {
    await vi.waitFor(() => expect(server.requests.length).toBe(count))
    await sleep(30)
    expect(server.requests.length).toBe(count)
  }
  const before = server.requests.length
  await tries(before)
  for (const [index, waitMs] of [1_000, 2_000, 4_000].entries()) {
    if (index < before - 1) continue
    clock.advance(waitMs)
    await tries(before + 1 + index - (before - 1))
  }
  const now = server.requests.length
  await outbox.flush('hidden')
  expect(server.requests.length).toBe(now)
  server.otherwise = accept
  void outbox.flush('online')
  await vi.waitFor(() => expect(server.log).toEqual(idsOf(1, 1)))
})

test('fifty waiting pairs go at once, fewer after ten seconds', async () => {
  const { server, clock, outbox, add } = await open()
  add(1, 1)
  await outbox.flush('manual')
  add(2, 1)
  clock.advance(500)
  await vi.waitFor(() => expect(outbox.counts().queued).toBe(1))
  await sleep(30)
  expect(server.log).toHaveLength(1)
  clock.advance(10_000)
  await vi.waitFor(() => expect(server.log).toHaveLength(2))
  add(3, 60)
  await vi.waitFor(() => expect(server.log.length).toBeGreaterThanOrEqual(50))
})

test('half a megabyte goes at once', async () => {
  const { server, clock, outbox, add, events } = await open()
  add(1, 1)
  await outbox.flush('manual')
  add(2, 3, 200_000)
  clock.advance(500)
  await vi.waitFor(() => expect(server.log.length).toBeGreaterThan(1))
  await vi.waitFor(() =>
    expect(events).toContainEqual(expect.objectContaining({ type: 'flushed', reason: 'bytes' })),
  )
})

test('an answer without end is given up, and what the collector says goes into no message', async () => {
  const { server, outbox, add, failures } = await open()
  server.behaviours = [
    (_request, response) => void response.writeHead(202).end(`{"accepted":"${'secret '.repeat(400_000)}"}`),
    (_request, response) => answerText(response, 'secret'),
    (_request, response) => answer(response, 503, { error: 'secret' }),
    (_request, response) => answer(response, 401, { error: 'secret' }),
  ]
  add(1, 1)
  for (let n = 0; n < 4; n++) await outbox.flush('manual')
  const messages = failures().map(({ error }) => error.message)
  expect(messages).toEqual([
    expect.stringContaining('more than 2000000 characters'),
    'The collector answered 200 without an acknowledgement',
    'The collector answered 503',
    'The collector answered 401: nothing is sent until the page reloads',
  ])
  expect(outbox.counts()).toMatchObject({ sampled: 1, queued: 1 })
})

test('once the key is refused, nothing leaves with the closing page either', async () => {
  const { server, platform, outbox, add } = await open()
  server.behaviours = [status(401)]
  add(1, 1)
  await outbox.flush('manual')
  outbox.exit()
  expect(platform.sentOnExit).toEqual([])
  expect(outbox.counts()).toMatchObject({ sampled: 1, queued: 1 })
})

test('a freeze ends the request under way and loses nothing', async () => {
  const { server, platform, outbox, add, failures } = await open()
  server.behaviours = [() => undefined, () => undefined]
  add(1, 2)
  await vi.waitFor(() => expect(outbox.counts().queued).toBe(2))
  const flushed = outbox.flush('manual')
  await vi.waitFor(() => expect(server.requests.length).toBe(1))
  platform.life('freeze')
  await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(0))
  server.behaviours = []
  await flushed
  await outbox.flush('manual')
  expect(failures()).toEqual([])
  expect(server.log).toEqual(idsOf(1, 2))
})

function answerText(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'text/html' }).end(text)
}
