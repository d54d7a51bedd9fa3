import { type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { allowCrossOrigin } from '@shadow-mode/test-support/servers/allow-cross-origin.ts'
import { listen } from '@shadow-mode/test-support/servers/listen.ts'
import { launchProfile } from '@shadow-mode/test-support/sessions/launch-profile.ts'
import { expect, test } from 'vitest'
import { deliver } from '../deliver.ts'
import { expectEachStored } from '../expect-each-stored.ts'
import { readLog } from '../read-log.ts'
import { sharedWorld } from '../shared-world.ts'
import { storedIds } from '../stored-ids.ts'
import { testScope } from '../test-scope.ts'
import type { World } from '../world.ts'
import { flushOnce, predictAll } from './predict-all.ts'

const getWorld = sharedWorld()

/** Passes a request on to the collector, without the prefix of its path. Resolves when it is answered. */
async function pass(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  prefix = '',
  change = (body: Buffer, headers: IncomingMessage['headers']) => ({ body, headers }),
): Promise<void> {
  const { host: _host, connection: _connection, ...headers } = request.headers
  const path = (request.url ?? '').slice(prefix.length)
  const outgoing = send(world.collector.url + path, { method: request.method, headers, agent: false })
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject)
    void buffer(request).then(body => outgoing.end(body))
  })
  const {
    connection: _answer,
    'transfer-encoding': _encoding,
    'content-length': _length,
    ...given
  } = answer.headers
  const changed = change(await buffer(answer), given)
  response.writeHead(answer.statusCode ?? 502, changed.headers).end(changed.body)
}

const open = async (experiment: string, url: string) => {
  const world = getWorld()
  const config = world.config(experiment, { collector: { url, key: world.collector.key } })
  const browser = await launchProfile(testScope(), { bfcache: false })
  const page = await world.open(browser, config)
  const expectOnce = async (count: number) => {
    const status = await deliver(page)
    const log = await readLog(browser, world.origin, experiment)
    expect(log.finished).toHaveLength(count)
    await expectEachStored(world, experiment, status, log)
    return log
  }
  return { world, page, browser, expectOnce }
}

test.for(['', '/', '//'])('a collector behind a path, written with "%s" at its end', async end => {
  const world = getWorld()
  const origin = await listen(testScope(), [
    async (request, response) => {
      if (!request.url?.startsWith('/app/shadow/v1/')) return false
      await pass(world, request, response, '/app/shadow')
      return true
    },
  ])
  const { page, expectOnce } = await open(`path-${end.length}`, `${origin}/app/shadow${end}`)
  await predictAll(page, 3)
  expect((await expectOnce(3)).problems).toEqual([])
})

test.for([307, 308])('%i leads to the collector', async code => {
  const world = getWorld()
  const origin = await listen(testScope(), [
    async (request, response) => {
      if (request.url?.startsWith('/moved')) {
        await pass(world, request, response, '/moved')
        return true
      }
      if (request.method === 'OPTIONS') return false
      response.setHeader('access-control-allow-origin', world.origin)
      response.writeHead(code, { location: `/moved${request.url}` }).end()
      return true
    },
  ])
  const { page, expectOnce } = await open(`redirect-${code}`, origin)
  await predictAll(page, 3)
  expect((await expectOnce(3)).problems).toEqual([])
})

interface Wrong {
  what: string
  answer: (response: ServerResponse, request: IncomingMessage) => void
}

const html = '<h1>Welcome to our hotel</h1>'

const wrong: Wrong[] = [
  {
    what: '200 with HTML',
    answer: response => response.writeHead(200, { 'content-type': 'text/html' }).end(html),
  },
  { what: '202 without a body', answer: response => response.writeHead(202).end() },
  { what: '204', answer: response => response.writeHead(204).end() },
  { what: '200 with other JSON', answer: response => response.end('{"status":"ok"}') },
  { what: '200 with an empty list', answer: response => response.end('[]') },
  {
    what: 'another number',
    answer: response => response.end('{"accepted":99,"duplicates":0,"rejected":[]}'),
  },
  { what: '511', answer: response => response.writeHead(511, { 'content-type': 'text/html' }).end(html) },
  { what: '404', answer: response => response.writeHead(404).end(html) },
  { what: '407', answer: response => response.writeHead(407).end() },
  {
    what: 'a redirect to a login page',
    answer: (response, request) =>
      request.method === 'GET' ? response.end(html) : response.writeHead(302, { location: '/login' }).end(),
  },
  {
    what: '303',
    answer: (response, request) =>
      request.method === 'GET' ? response.end(html) : response.writeHead(303, { location: '/login' }).end(),
  },
  {
    what: 'a redirect in a circle',
    answer: response => response.writeHead(307, { location: '/v1/pairs' }).end(),
  },
  {
    what: 'half an answer',
    answer: response =>
      void response.writeHead(202, { 'content-length': '99' }).write('{"acc', () => response.destroy()),
  },
]

test.for(wrong)('$what in place of the collector deletes nothing', async ({ what, answer }) => {
  const world = getWorld()
  let isWrong = true
  const origin = await listen(testScope(), [
    async (request, response) => {
      if (isWrong) {
        allowCrossOrigin(request, response)
        answer(response, request)
      } else await pass(world, request, response)
      return true
    },
  ])
  const experiment = `wrong-${what.replace(/\W+/g, '-')}`
  const { page, expectOnce } = await open(experiment, origin)
  await predictAll(page, 3)
  expect(await flushOnce(page)).toMatchObject({ queued: 3, delivered: 0, dropped: {} })
  expect(await storedIds(world.collector, experiment)).toEqual([])
  isWrong = false
  await expectOnce(3)
})

test('a proxy that zips the acknowledgement and does not say so deletes nothing', async () => {
  const world = getWorld()
  let isWrong = true
  const origin = await listen(testScope(), [
    async (request, response) => {
      await pass(world, request, response, '', (body, headers) => ({
        headers,
        body: isWrong && request.method === 'POST' ? gzipSync(body) : body,
      }))
      return true
    },
  ])
  const { page, expectOnce } = await open('wrong-encoding', origin)
  await predictAll(page, 3)
  expect(await flushOnce(page)).toMatchObject({ queued: 3, delivered: 0 })
  isWrong = false
  await expectOnce(3)
})
