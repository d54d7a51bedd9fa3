import { rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { expect, onTestFinished, test } from 'vitest'
import { EngineFailedError } from '../engine/engine-failed-error.ts'
import { FolderLockedError } from '../folder/folder-locked-error.ts'
import { createReportRoutes } from '../report/create-report-routes.ts'
import { batchText } from '../testing/batch-text.ts'
import { memoryEngine } from '../testing/memory-engine.ts'
import { pairRecord } from '../testing/pair-record.ts'
import { INGEST_KEY, READ_TOKEN, startTestCollector } from '../testing/start-test-collector.ts'

const start = (...rest: Parameters<typeof startTestCollector> extends [unknown, ...infer R] ? R : never) =>
  startTestCollector(onTestFinished, ...rest)

const origin = 'https://shop.example'

test('the calls that read want the read token', async () => {
  const { url, accept } = await start()
  await accept(batchText([pairRecord().text]))
  const get = (headers: Record<string, string>) =>
    fetch(`${url}/v1/experiments/credit-risk/pairs`, { headers })
  for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: `Basic ${READ_TOKEN}` }]) {
    const refused = await get(headers)
    expect(refused.status).toBe(401)
    expect(refused.headers.get('www-authenticate')).toBe('Bearer')
  }
  const answer = await get({ authorization: `Bearer ${READ_TOKEN}` })
  // It waited for the log: the pair is counted.
  expect(await answer.json()).toEqual({ pairs: 1 })
  expect((await fetch(`${url}/v1/experiments`)).status).toBe(401)
})

test('without a read token nobody reads', async () => {
  const { url } = await start({ readToken: '' })
  const answer = await fetch(`${url}/v1/experiments/e/pairs`, { headers: { authorization: 'Bearer ' } })
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('--read-token')
})

test('a report is refused rather than made without what is in the log', async () => {
  const { url, accept, engine } = await start({}, { drainTimeoutMs: 50 })
  engine.failWith = new Error('engine down')
  await accept(batchText([pairRecord().text]))
  const answer = await fetch(`${url}/v1/experiments/e/pairs`, {
    headers: { authorization: `Bearer ${READ_TOKEN}` },
  })
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).not.toBeNull()
  engine.failWith = null
})

test('an engine that fails a query is no riddle: 503, and its words go to the operator', async () => {
  const { url, problems, engine } = await start({}, { createReportRoutes })
  engine.listExperiments = async () => Promise.reject(new EngineFailedError('killed by SIGKILL'))
  const answer = await fetch(`${url}/v1/experiments`, { headers: { authorization: `Bearer ${READ_TOKEN}` } })
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).not.toBeNull()
  expect(await answer.json()).toMatchObject({ error: { code: 'engine' } })
  expect(problems.join()).toContain('killed by SIGKILL')
})

test('CORS: nobody by default, the named origins, or all', async () => {
  const post = async (url: string, key = INGEST_KEY) =>
    (
      await fetch(`${url}/v1/pairs?key=${key}`, {
        method: 'POST',
        headers: { origin, 'content-type': 'text/plain' },
        body: batchText([]),
      })
    ).headers
  expect((await post((await start()).url)).get('access-control-allow-origin')).toBeNull()
  const named = await start({ allowOrigins: ['https://other.example', origin] })
  expect((await post(named.url)).get('access-control-allow-origin')).toBe(origin)
  const other = await start({ allowOrigins: ['https://other.example'] })
  expect((await post(other.url)).get('access-control-allow-origin')).toBeNull()
  const every = await start({ allowOrigins: ['*'] })
  expect((await post(every.url)).get('access-control-allow-origin')).toBe(origin)
  // A page must be able to read refusals, too: they tell it whether, and when, to try again.
  const refused = await post(named.url, 'wrong')
  expect(refused.get('access-control-allow-origin')).toBe(origin)
  expect(refused.get('access-control-expose-headers')).toContain('retry-after')
  const preflight = await fetch(`${named.url}/v1/pairs`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  })
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-headers')).toContain('content-type')
})

test('liveness, and readiness with its reasons', async () => {
  const { url, engine } = await start()
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' })
  expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ready', problems: [] })
  engine.failWith = new Error('engine down')
  await expect
    .poll(async () => (await fetch(`${url}/readyz`)).status, { timeout: 3_000, interval: 200 })
    .toBe(503)
  expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ problems: ['engine: engine down'] })
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
})

test('a log that cannot be written is not ready', async () => {
  const { url, dir } = await start()
  await rename(join(dir, 'log'), join(dir, 'gone'))
  const answer = await fetch(`${url}/readyz`)
  expect(answer.status).toBe(503)
  expect(await answer.text()).toContain('log: ')
})

test('a read token that is the public ingest key is refused', async () => {
  await expect(start({ readToken: INGEST_KEY })).rejects.toThrow(
    'readToken: Expected another secret than the ingest key',
  )
})

test('metrics count answers by route and add no series for unknown paths', async () => {
  const { url, accept, post } = await start()
  await accept(batchText([pairRecord().text]))
  await post('{')
  for (const path of ['/nowhere', '/v1/nowhere', '/.env'])
    expect((await fetch(`${url}${path}`)).status).toBe(404)
  const response = await fetch(`${url}/metrics`)
  expect(response.headers.get('content-type')).toContain('text/plain')
  const text = await response.text()
  expect(text).toContain('shadow_mode_batches_total 1')
  expect(text).toContain('shadow_mode_http_responses_total{route="/v1/pairs",status="202"} 1')
  expect(text).toContain('shadow_mode_http_responses_total{route="/v1/pairs",status="400"} 1')
  expect(text).not.toContain('nowhere')
})

test('close carries the log into the engine, and the next start goes on counting', async () => {
  const dir = await temporaryFolder({ defer: onTestFinished })
  const first = await start({ dir })
  const pairs = [pairRecord(), pairRecord()]
  await first.accept(batchText(pairs.map(pair => pair.text)))
  await first.close()
  expect([...first.engine.records.values()].map(({ seq }) => seq)).toEqual([1, 2])
  expect(first.engine.closed).toBe(true)
  await expect(fetch(`${first.url}/healthz`)).rejects.toThrow('fetch failed')
  const second = await start({ dir })
  await second.accept(batchText([pairRecord().text]))
  await second.close()
  expect([...second.engine.records.values()].map(({ seq }) => seq)).toEqual([3])
})

test('sequence numbers go on from the engine where the log is gone', async () => {
  const engine = memoryEngine(41)
  const collector = await start({}, { openEngine: async () => engine })
  await collector.accept(batchText([pairRecord().text]))
  await collector.close()
  expect([...engine.records.values()].map(({ seq }) => seq)).toEqual([42])
})

test('a second collector on the folder is refused before it opens anything, and the first one works on', async () => {
  const dir = await temporaryFolder({ defer: onTestFinished })
  const first = await start({ dir })
  const opened: string[] = []
  const openEngine = async () => {
    opened.push('engine')
    return memoryEngine()
  }
  const second = start({ dir, lockWaitMs: 0 }, { openEngine })
  await expect(second).rejects.toThrow(FolderLockedError)
  await expect(second).rejects.toThrow(String(process.pid))
  expect(opened).toEqual([])
  await first.accept(batchText([pairRecord().text]))
  await first.close()
  await start({ dir }, { openEngine })
  expect(opened).toEqual(['engine'])
})

test('a collector whose lock file was deleted is not ready, because it keeps nobody out', async () => {
  const { url, dir } = await start()
  await unlink(join(dir, 'collector.lock'))
  const answer = await fetch(`${url}/readyz`)
  expect(answer.status).toBe(503)
  expect(await answer.text()).toMatch(/folder: .*collector\.lock was deleted or replaced/)
})

test('an engine that never answers does not keep the collector from ending', async () => {
  const collector = await start({}, { closeDrainMs: 20 })
  collector.engine.gate = new Promise(() => {})
  await collector.accept(batchText([pairRecord().text]))
  await collector.close()
  expect(collector.engine.closed).toBe(true)
  expect(collector.problems).toEqual([expect.stringContaining('stay in the log')])
})

test.each(['https://shop.example/', 'shop.example', 'https://a*.shop.example'])(
  '%s is no origin',
  async text => {
    await expect(start({ allowOrigins: [text] })).rejects.toThrow('allowOrigins: Expected')
  },
)

test('a start that fails half-way leaves nothing open', async () => {
  const dir = await temporaryFolder({ defer: onTestFinished })
  const running = await start()
  const port = Number(new URL(running.url).port)
  const engine = memoryEngine()
  await expect(start({ dir, port }, { openEngine: async () => engine })).rejects.toThrow('EADDRINUSE')
  expect(engine.closed).toBe(true)
  await start({ dir })
})
