import { readFile } from 'node:fs/promises'
import { readCreditSet } from '@shadow-mode/test-support/shared-data/read-credit-set.ts'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Applicant, Decision } from './encoding/index.ts'
import { loadModel } from './models/load-model.ts'
import { type ModelService, startModelService } from './start-model-service.ts'

const sharedData: string | null = inject('sharedData')
let service: ModelService

beforeAll(async () => {
  service = await startModelService({ origins: ['https://demo.example'] })
})
afterAll(() => service.close())
afterEach(async () => {
  await fetch(`${service.url}/faults`, { method: 'DELETE' })
  await fetch(`${service.url}/calls`, { method: 'DELETE' })
})

const first: Applicant = {
  LIMIT_BAL: 470000,
  EDUCATION: 'university',
  AGE: 35,
  PAY_0: 0,
  PAY_2: 0,
  PAY_3: 0,
  BILL_AMT1: 218675,
  BILL_AMT2: 225519,
  BILL_AMT3: 230011,
  PAY_AMT1: 8717,
  PAY_AMT2: 8000,
  PAY_AMT3: 6671,
  PAY_4: 0,
  PAY_5: 0,
  UTILISATION: 0.465266,
  SPENDING_SHARE: 0.003985,
  REPAYMENTS_LOG: 8.944355,
}

const post = (path: string, body: unknown = first, init: RequestInit = {}): Promise<Response> =>
  fetch(service.url + path, { method: 'POST', body: JSON.stringify(body), ...init })

async function ask(path: string, body?: unknown): Promise<Decision> {
  const response = await post(path, body)
  expect(response.status).toBe(200)
  const decision: Decision = JSON.parse(await response.text())
  return decision
}

const setFaults = (model: string, faults: object): Promise<Response> =>
  fetch(`${service.url}/faults/${model}`, { method: 'PUT', body: JSON.stringify(faults) })

async function statusesOf20(seed: number): Promise<number[]> {
  await setFaults('candidate', { failRate: 0.5, failStatus: 500, seed })
  const statuses: number[] = []
  for (let call = 0; call < 20; call += 1) statuses.push((await post('/v2/predict')).status)
  return statuses
}

async function countOf(model: string): Promise<unknown> {
  const counts: Record<string, unknown> = JSON.parse(await (await fetch(`${service.url}/calls`)).text())
  return counts[model]
}

describe('decisions', () => {
  interface SetRecord {
    input: Applicant
    live: Decision
    candidate: Decision
  }

  test.skipIf(!sharedData)('equal those of all 5,000 records of the healthy set', async () => {
    const lines = await readCreditSet(sharedData ?? '', 'healthy')
    const records = lines.map((line): SetRecord => JSON.parse(line))
    expect(records).toHaveLength(5_000)
    const [live, candidate] = [await loadModel('live'), await loadModel('candidate')]
    const differences: number[] = []
    let agreeing = 0
    for (const record of records) {
      const ours = {
        live: await live.predict(record.input),
        candidate: await candidate.predict(record.input),
      }
      for (const role of ['live', 'candidate'] as const) {
        expect(ours[role].approved).toBe(record[role].approved)
        // The set has float64 scores, and the ONNX models compute in float32.
        expect(Math.abs(ours[role].probability - record[role].probability)).toBeLessThan(2e-7)
      }
      if (ours.live.approved === ours.candidate.approved) agreeing += 1
      differences.push(ours.candidate.probability - ours.live.probability)
    }
    // From reference/healthy.json.
    expect(agreeing).toBe(4479)
    const mean = differences.reduce((sum, difference) => sum + difference, 0) / differences.length
    expect(Math.abs(mean - -0.0032382)).toBeLessThan(1e-6)
  })

  test('come over HTTP', async () => {
    // The golden predictions of this applicant.
    for (const [path, golden] of [
      ['/v1/predict', 0.1336613085],
      ['/v2/predict', 0.0665864931],
    ] as const) {
      const { probability, approved } = await ask(path)
      expect(Math.abs(probability - golden)).toBeLessThan(2e-7)
      expect(String(probability).replace(/^0\.0*/, '').length).toBeLessThanOrEqual(9)
      expect(approved).toBe(true)
    }
  })

  test('use medians and the default category for missing features', async () => {
    const { AGE: _age, EDUCATION: _education, ...rest } = first
    const expected = await ask('/v2/predict', { ...first, AGE: 34, EDUCATION: 'university' })
    expect(await ask('/v2/predict', rest)).toEqual(expected)
    expect(await ask('/v2/predict', { ...rest, AGE: null, EDUCATION: null })).toEqual(expected)
    expect(await ask('/v2/predict', {})).toEqual({
      probability: expect.any(Number),
      approved: expect.any(Boolean),
    })
  })

  test('treat an unknown category as other', async () => {
    const other = await ask('/v1/predict', { ...first, EDUCATION: 'other' })
    expect(await ask('/v1/predict', { ...first, EDUCATION: 'doctorate' })).toEqual(other)
    expect(other).not.toEqual(await ask('/v1/predict'))
  })

  test('of concurrent calls are not mixed up', async () => {
    const ages = Array.from({ length: 50 }, (_, index) => ({ ...first, AGE: 20 + index }))
    const together = await Promise.all(ages.map(applicant => ask('/v2/predict', applicant)))
    expect(new Set(together.map(({ probability }) => probability)).size).toBe(50)
    expect(together[15]).toEqual(await ask('/v2/predict'))
  })
})

test.each([
  { body: { ...first, AGE: 'fast' }, message: 'AGE: ' },
  { body: { ...first, EDUCATION: 3 }, message: 'EDUCATION: ' },
  { body: { ...first, PAY_0: [0] }, message: 'PAY_0: ' },
  { body: 'text', message: 'body: ' },
  { body: null, message: 'body: ' },
])('refuses $body with 400 and names the field', async ({ body, message }) => {
  const response = await post('/v1/predict', body)
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({ error: expect.stringContaining(message) })
})

test('refuses a body that is not JSON with 400, and a large one with 413', async () => {
  const broken = await post('/v1/predict', undefined, { body: '{' })
  expect([broken.status, await broken.json()]).toEqual([400, { error: 'body: Expected JSON' }])
  const large = await post('/v1/predict', { EDUCATION: 'x'.repeat(100_000) })
  expect(large.status).toBe(413)
})

describe('faults', () => {
  test('can be read, set for one model, and cleared', async () => {
    expect((await setFaults('candidate', { failRate: 1 })).status).toBe(200)
    const set = JSON.parse(await (await fetch(`${service.url}/faults`)).text())
    expect(set).toMatchObject({ live: { failRate: 0 }, candidate: { failRate: 1, failStatus: 503 } })
    expect((await post('/v2/predict')).status).toBe(503)
    expect((await post('/v1/predict')).status).toBe(200)
    await fetch(`${service.url}/faults/candidate`, { method: 'DELETE' })
    expect((await post('/v2/predict')).status).toBe(200)
  })

  test('reject a wrong or unknown field by its name, and an unknown model', async () => {
    for (const [faults, name] of [
      [{ failRate: 2 }, 'failRate'],
      [{ latency: 2 }, 'latency'],
    ] as const) {
      const response = await setFaults('candidate', faults)
      expect(response.status).toBe(400)
      expect(await response.text()).toContain(name)
    }
    expect((await setFaults('other', {})).status).toBe(404)
  })

  test('fail the same calls for the same seed', async () => {
    const once = await statusesOf20(7)
    expect(new Set(once)).toEqual(new Set([200, 500]))
    expect(await statusesOf20(7)).toEqual(once)
    expect(await statusesOf20(8)).not.toEqual(once)
  })

  test('delay an answer by at least the latency', async () => {
    await setFaults('candidate', { latencyMs: 80, latencyJitterMs: 20 })
    const start = performance.now()
    await ask('/v2/predict')
    // Timers may fire a millisecond early.
    expect(performance.now() - start).toBeGreaterThanOrEqual(79)
  })

  test('hang until the caller leaves, and the call is counted', async () => {
    await setFaults('candidate', { hang: true })
    const controller = new AbortController()
    const hung = post('/v2/predict', first, { signal: controller.signal })
    const outcome = Promise.race([
      hung.then(() => 'answered'),
      ask('/v1/predict').then(() => 'live answered'),
    ])
    expect(await outcome).toBe('live answered')
    controller.abort()
    await expect(hung).rejects.toMatchObject({ name: 'AbortError' })
    expect(await countOf('candidate')).toMatchObject({ total: 1 })
  })

  test('answer with a body that is not JSON', async () => {
    await setFaults('candidate', { garbage: true })
    const response = await post('/v2/predict')
    expect(response.status).toBe(200)
    await expect(response.json()).rejects.toThrow(SyntaxError)
  })

  test('compute REPAYMENTS_LOG like an older version', async () => {
    const healthy = await ask('/v2/predict')
    const older = await ask('/v2/predict', { ...first, REPAYMENTS_LOG: Math.log10(1 + 6671) })
    await setFaults('candidate', { staleFeature: true })
    expect(await ask('/v2/predict')).toEqual(older)
    expect(older).not.toEqual(healthy)
  })
})

test('counts calls by model and by x-shadow-mode', async () => {
  await post('/v1/predict')
  await post('/v2/predict', first, { headers: { 'x-shadow-mode': 'candidate' } })
  await post('/v2/predict', first, { headers: { 'x-shadow-mode': 'sideways' } })
  expect(await countOf('live')).toEqual({
    total: 1,
    byShadowMode: { none: 1, live: 0, candidate: 0, other: 0 },
  })
  expect(await countOf('candidate')).toEqual({
    total: 2,
    byShadowMode: { none: 0, live: 0, candidate: 1, other: 1 },
  })
})

test('allows the given origin to call with the headers of a shadow request', async () => {
  const asked = 'content-type,idempotency-key,traceparent,x-shadow-mode,x-shadow-pair'
  const preflight = (origin: string): Promise<Response> =>
    fetch(`${service.url}/v2/predict`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': asked,
      },
    })
  const allowed = await preflight('https://demo.example')
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://demo.example')
  const headers = allowed.headers.get('access-control-allow-headers')?.split(',').sort()
  expect(headers?.map(name => name.trim()).sort()).toEqual(asked.split(','))
  const other = await preflight('https://other.example')
  expect(other.headers.get('access-control-allow-origin')).toBeNull()
})

test.each(['live', 'candidate'])('publishes %s.onnx, with an ETag', async name => {
  const url = `${service.url}/models/${name}.onnx`
  const response = await fetch(url)
  const file = await readFile(new URL(`../models/${name}.onnx`, import.meta.url))
  expect(Buffer.from(await response.arrayBuffer()).equals(file)).toBe(true)
  const etag = response.headers.get('etag') ?? ''
  expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304)
})

test('reports that it is up, and its versions', async () => {
  const response = await fetch(`${service.url}/healthz`)
  expect(await response.json()).toEqual({ status: 'ok', live: '1.4.0', candidate: '2.0.0' })
})

test('closes while a call hangs, and rejects a port that is taken', async () => {
  const own = await startModelService()
  await fetch(`${own.url}/faults/live`, { method: 'PUT', body: '{"hang":true}' })
  const hung = fetch(`${own.url}/v1/predict`, { method: 'POST', body: '{}' }).catch((error: unknown) => error)
  await expect(startModelService({ port: Number(new URL(own.url).port) })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
  await own.close()
  expect(await hung).toBeInstanceOf(TypeError)
})
