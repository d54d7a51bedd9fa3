import { mkdir, readFile, writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Handler } from '@shadow-mode/test-support/servers/handler.ts'
import { listen } from '@shadow-mode/test-support/servers/listen.ts'
import { staticFiles } from '@shadow-mode/test-support/servers/static-files.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { launchProfile } from '@shadow-mode/test-support/sessions/launch-profile.ts'
import { afterEach, assert, expect, test, vi } from 'vitest'
import { buildPages } from './build-pages.ts'
import { deliver } from './deliver.ts'
import { sharedWorld } from './shared-world.ts'
import { storedIds } from './stored-ids.ts'
import { testScope } from './test-scope.ts'

const getWorld = sharedWorld()
const README = fileURLToPath(new URL('../../packages/collector/README.md', import.meta.url))
const SESSIONS = `export const findUser = async cookie => /(^|; )session=4711(;|$)/.test(cookie ?? '') || undefined`

type PassBatch = (request: Request) => Promise<Response>

afterEach(() => void vi.unstubAllEnvs())

/** The example as the README has it. */
async function loadExample(scope: AsyncDisposableStack): Promise<PassBatch> {
  const code = (await readFile(README, 'utf8'))
    .split(/^```/m)
    .find(block => block.includes('passBatch(request)'))
  assert(code !== undefined)
  const folder = await temporaryFolder(scope)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  await writeFile(join(folder, 'sessions.js'), SESSIONS)
  const file = join(folder, 'route.js')
  await writeFile(file, code.slice('js\n'.length))
  const module: { passBatch: PassBatch } = await import(/* @vite-ignore */ pathToFileURL(file).href)
  return module.passBatch
}

function toRequest(request: IncomingMessage): Request {
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: { cookie: request.headers.cookie ?? '' },
    body: Readable.toWeb(request) as ReadableStream<Uint8Array>,
    duplex: 'half',
  }
  return new Request(`http://${request.headers.host}${request.url}`, init)
}

const busy: Handler = (_request, response) => {
  response.writeHead(429, { 'retry-after': '7' }).end()
  return true
}

test('only signed-in users send, through an endpoint of the app’s own, and nothing is lost before', async () => {
  const scope = testScope()
  const world = getWorld()
  const experiment = 'own-endpoint'
  vi.stubEnv('COLLECTOR_URL', world.collector.url)
  vi.stubEnv('INGEST_KEY', world.collector.key)
  const passBatch = await loadExample(scope)
  const statuses: number[] = []
  const own: Handler = async (request, response) => {
    if (request.url === '/login') {
      response.writeHead(200, { 'set-cookie': 'session=4711; HttpOnly; SameSite=Lax' }).end('Welcome')
      return true
    }
    if (!request.url?.startsWith('/shadow/')) return false
    const answer = await passBatch(toRequest(request))
    statuses.push(answer.status)
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
    return true
  }
  const pages = staticFiles(await buildPages(scope))
  const origin = await listen(scope, [own, world.models.handler, pages])
  const config = world.config(experiment, {
    collector: { url: '/shadow', key: 'app' },
    live: { kind: 'http', url: `${origin}/v1/predict` },
    candidate: { kind: 'http', url: `${origin}/v2/predict` },
  })
  const browser = await launchProfile(scope, { bfcache: true })

  const stranger = await world.open(browser, config, undefined, origin)
  await stranger.evaluate(() => window.harness!.predict({ id: 'a' }))
  await expect.poll(() => stranger.evaluate(() => window.harness!.status().queued)).toBe(1)
  await stranger.evaluate(() => window.harness!.flush())
  expect(statuses).toEqual([401])
  expect(await storedIds(world.collector, experiment)).toEqual([])

  await stranger.goto(`${origin}/login`)
  await stranger.close()
  const user = await world.open(browser, config, undefined, origin)
  await user.evaluate(() => window.harness!.predict({ id: 'b' }))
  expect(await deliver(user)).toMatchObject({ sampled: 2, delivered: 2, dropped: {} })
  expect(await storedIds(world.collector, experiment)).toHaveLength(2)
})

test('a wrong key of the server does not stop the pages, and its Retry-After reaches them', async () => {
  const scope = testScope()
  const passBatch = await loadExample(scope)
  const post = () =>
    passBatch(
      new Request('http://x/shadow/v1/pairs', {
        method: 'POST',
        headers: { cookie: 'session=4711' },
        body: '{}',
      }),
    )
  vi.stubEnv('COLLECTOR_URL', getWorld().collector.url)
  vi.stubEnv('INGEST_KEY', 'old-key')
  expect((await post()).status).toBe(503)
  vi.stubEnv('INGEST_KEY', getWorld().collector.key)
  expect((await post()).status).toBe(400)
  vi.stubEnv('COLLECTOR_URL', await listen(scope, [busy]))
  const answer = await post()
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7'])
})
