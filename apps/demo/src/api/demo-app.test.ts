import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { listen } from '@shadow-mode/test-support/servers/listen.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import { appHandler } from '../../server/app-handler.ts'
import { demoApp } from '../../server/demo-app.ts'
import { flagFile } from '../../server/flag-file.ts'
import { scenarioControl } from '../../server/scenario-control.ts'

/** Starts the demo's server with one fake server as collector and model service. It logs the requests. */
const setup = async (modelStatus: 200 | 400 = 200) => {
  const scope = { defer: onTestFinished }
  const folder = await temporaryFolder(scope, 'demo-app')
  const asked: { path: string; query: Record<string, string>; token: string | undefined; body: string }[] = []
  const fakeServer = new Hono()
  fakeServer.all('*', async context => {
    asked.push({
      path: context.req.path,
      query: context.req.query(),
      token: context.req.header('authorization'),
      body: await context.req.text(),
    })
    return context.json({ from: 'the fake server' }, modelStatus)
  })
  const url = await listen(scope, [appHandler(fakeServer)])
  const path = join(folder, 'flags.json')
  const flags = flagFile(path, 'credit-risk')
  await flags.write('shadow')
  const config = {
    experiment: 'credit-risk',
    liveUrl: '/live',
    candidateUrl: '/candidate',
    candidateModelUrl: '/candidate.onnx',
    flagsUrl: '/flags.json',
    collectorUrl: url,
    ingestKey: 'ingest',
  }
  const app = demoApp({
    config,
    flags,
    scenarios: scenarioControl(url),
    report: { collectorUrl: url, readToken: 'secret', experiment: 'credit-risk', rules: { minPairs: 5 } },
    pages: folder,
  })
  const put = (route: string, body: unknown) =>
    app.request(route, { method: 'PUT', body: typeof body === 'string' ? body : JSON.stringify(body) })
  return { app, put, asked, config, readFlags: async () => JSON.parse(await readFile(path, 'utf8')) }
}

test('sends the configuration without the read token', async () => {
  const { app, config } = await setup()
  const text = await (await app.request('/api/config')).text()
  expect(JSON.parse(text)).toEqual(config)
  expect(text).not.toContain('secret')
})

test('changes the flag in the flagd file and gives it a new version', async () => {
  const { app, put, readFlags } = await setup()
  const before = (await readFlags()).flags['credit-risk']
  expect(await (await put('/api/flag', { mode: 'canary' })).json()).toEqual({ mode: 'canary' })
  const after = (await readFlags()).flags['credit-risk']
  expect(after.variants[after.defaultVariant]).toEqual({ serve: 'candidate', shadowRate: 1 })
  expect(after.metadata.version).not.toBe(before.metadata.version)
  expect(await (await app.request('/api/flag')).json()).toEqual({ mode: 'canary' })
})

test.each([
  ['/api/flag', { mode: 'everything' }, 'mode'],
  ['/api/flag', 'not JSON', 'JSON'],
  ['/api/scenario', {}, 'scenario'],
])('%s refuses %j and changes nothing', async (route, body, named) => {
  const { put, readFlags, asked } = await setup()
  const before = await readFlags()
  const response = await put(route, body)
  expect(response.status).toBe(400)
  expect((await response.json()).error).toContain(named)
  expect(await readFlags()).toEqual(before)
  expect(asked).toEqual([])
})

test('a scenario sets faults of the candidate and is remembered', async () => {
  const { app, put, asked } = await setup()
  await put('/api/scenario', { scenario: 'stale-feature' })
  expect(asked).toMatchObject([{ path: '/faults/candidate', body: '{"staleFeature":true}' }])
  expect(await (await app.request('/api/scenario')).json()).toEqual({ scenario: 'stale-feature' })
})

test('a scenario that the model service refuses does not change the current one', async () => {
  const { app, put } = await setup(400)
  const response = await put('/api/scenario', { scenario: 'slow-candidate' })
  expect(response.status).toBe(500)
  expect(await (await app.request('/api/scenario')).json()).toEqual({ scenario: 'healthy' })
})

test('fetches the report with the server’s token and rules', async () => {
  const { app, asked } = await setup()
  const response = await app.request('/api/report?from=2026-01-01T00%3A00%3A00Z&rules=%7B%7D')
  expect(await response.json()).toEqual({ from: 'the fake server' })
  expect(asked).toMatchObject([
    {
      path: '/v1/experiments/credit-risk/report',
      query: { from: '2026-01-01T00:00:00Z', rules: '{"minPairs":5}' },
      token: 'Bearer secret',
    },
  ])
})
