import { type Report, ReportSchema } from '@shadow-mode/protocol'
import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { Hono } from 'hono'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Engine } from '../engine/engine.ts'
import { HttpError } from '../http/http-error.ts'
import { ingestRecord } from '../testing/ingest-record.ts'
import { openTestEngine } from '../testing/open-test-engine.ts'
import { createReportRoutes } from './create-report-routes.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const start = Date.UTC(2026, 10, 2)
const pairs = Array.from({ length: 30 }, (_, index) => newPair({ at: start + index * 1_000 }))
const scope = new AsyncDisposableStack()
let engine: Engine
let drains = 0

beforeAll(async () => {
  engine = await openTestEngine(scope)
  const records = pairs.map((pair, index) =>
    ingestRecord(pair, index + 1, JSON.stringify(pair, null, index % 2)),
  )
  await engine.ingest(records, [], { quarantine: false })
})

afterAll(() => scope.disposeAsync())

function get(path: string): Response | Promise<Response> {
  const app = new Hono()
  app.route('/', createReportRoutes({ engine, waitUntilDrained: async () => void (drains += 1) }))
  app.onError((error, context) => {
    if (error instanceof HttpError)
      return context.json({ error: { code: error.code, message: error.message } }, error.status)
    throw error
  })
  return app.request(path)
}

test('experiments lists what has pairs', async () => {
  const expected = {
    experiment: 'credit-risk',
    pairs: 30,
    first: '2026-11-02T00:00:00.000Z',
    last: '2026-11-02T00:00:29.000Z',
  }
  expect(await (await get('/v1/experiments')).json()).toEqual({ experiments: [expected] })
})

test('report waits for the log, and takes a window and rules', async () => {
  const before = drains
  const rules = encodeURIComponent(JSON.stringify({ minPairs: 10 }))
  const response = await get(`/v1/experiments/credit-risk/report?from=2026-11-02T00:00:10Z&rules=${rules}`)
  const report: Report = v.parse(ReportSchema, await response.json())
  expect(report.capture.pairs).toBe(20)
  expect(report.window).toMatchObject({ from: '2026-11-02T00:00:10.000Z', to: null })
  expect(drains).toBeGreaterThan(before)
})

test('pairs come one a line', async () => {
  const response = await get('/v1/experiments/credit-risk/pairs?to=2026-11-02T00:00:03Z')
  expect(response.headers.get('content-type')).toBe('application/x-ndjson')
  expect(await response.text()).toBe(
    pairs
      .slice(0, 3)
      .map(pair => `${JSON.stringify(pair)}\n`)
      .join(''),
  )
})

test.each([
  ['/v1/experiments/nobody/report', 404, /"nobody"/],
  ['/v1/experiments/nobody/pairs', 404, /"nobody"/],
  ['/v1/experiments/nobody/outcomes', 404, /"nobody"/],
  ['/v1/experiments/credit-risk/outcomes?from=2026-11-02', 400, /^from: unknown parameter, expected none$/],
  ['/v1/experiments/credit-risk/report?from=yesterday', 400, /^from: /],
  ['/v1/experiments/credit-risk/report?to=2026-02-30T25:00:00Z', 400, /^to: /],
  ['/v1/experiments/credit-risk/report?from=2026-02-31', 400, /^from: /],
  ['/v1/experiments/credit-risk/report?from=2026-02-31T00:00:00Z', 400, /^from: /],
  ['/v1/experiments/credit-risk/report?form=2026-11-02', 400, /^form: .*from, to, rules/],
  ['/v1/experiments/credit-risk/pairs?rules=%7B%7D', 400, /^rules: /],
  ['/v1/experiments/credit-risk/report?rules=%5B%5D', 400, /^rules: /],
  ['/v1/experiments/credit-risk/pairs?from=2026-11-03&to=2026-11-02', 400, /^to: /],
  ['/v1/experiments/credit-risk/report?rules=%7B', 400, /^rules: /],
  ['/v1/experiments/credit-risk/report?rules=%7B%22minPairs%22%3A0%7D', 400, /^rules: minPairs: /],
])('%s is answered %i', async (path, status, message) => {
  const response = await get(path)
  expect(response.status).toBe(status)
  const { error } = v.parse(v.object({ error: v.object({ message: v.string() }) }), await response.json())
  expect(error.message).toMatch(message)
})
