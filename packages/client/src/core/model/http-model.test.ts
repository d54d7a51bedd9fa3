import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { openServer } from '../../testing/open-server.ts'
import { type HttpModelOptions, httpModel } from './http-model.ts'
import { HttpModelError } from './http-model-error.ts'
import type { CallContext, CallFacts } from './model.ts'

const text = async (request: IncomingMessage) => (await request.toArray()).join('')

const context = (more: Partial<CallContext> = {}) => {
  const facts: CallFacts = {}
  return { facts, signal: undefined, note: (noted: CallFacts) => void Object.assign(facts, noted), ...more }
}

test('posts the input as JSON and gives the answer, as it is or through a codec', async () => {
  const seen: unknown[] = []
  const origin = await openServer(async (request, response) => {
    seen.push([
      request.method,
      request.headers['content-type'],
      request.headers['authorization'],
      await text(request),
    ])
    response.end('{"probability":0.13}')
  })
  const plain = httpModel({
    url: `${origin}/v1`,
    version: '1',
    headers: () => ({ authorization: 'Bearer t' }),
  })
  const call = context()
  expect(await plain.predict({ a: 1 }, call)).toEqual({ probability: 0.13 })
  expect(call.facts).toEqual({ httpStatus: 200, retryAfter: null, bytes: 27, body: '{"a":1}' })
  expect(plain).toMatchObject({ version: '1', origin })
  const coded = httpModel<number, string>({
    url: `${origin}/v1`,
    version: '1',
    codec: {
      encode: input => ({ inputs: [input] }),
      decode: body => JSON.stringify(body),
    },
  })
  expect(await coded.predict(7, context())).toBe('{"probability":0.13}')
  expect(seen).toEqual([
    ['POST', 'application/json', 'Bearer t', '{"a":1}'],
    ['POST', 'application/json', undefined, '{"inputs":[7]}'],
  ])
})

const token = { authorization: 'Bearer t', 'Content-Type': 'application/vnd.api+json' }

test.each<[string, NonNullable<HttpModelOptions<unknown, unknown>['headers']>]>([
  ['an object', token],
  ['Headers', new Headers(token)],
  ['pairs', Object.entries(token)],
  ['a function with an object', () => token],
  ['a function with Headers', () => new Headers(token)],
])('headers may be %s, as fetch takes them, and override the defaults', async (_, headers) => {
  const seen: unknown[] = []
  const origin = await openServer(({ headers: sent }, response) => {
    seen.push([sent.authorization, sent['content-type'], sent['x-mine'], sent['x-shadow-mode']])
    response.end('1')
  })
  const shadow = { role: 'candidate', pairId: 'p' } as const
  const model = httpModel({
    url: origin,
    version: '1',
    headers,
    shadow: { headers: ({ role }) => new Headers({ 'x-mine': role }) },
  })
  await model.predict(1, context())
  await model.predict(1, context({ shadow }))
  expect(seen).toEqual([
    ['Bearer t', 'application/vnd.api+json', undefined, undefined],
    ['Bearer t', 'application/vnd.api+json', 'candidate', undefined],
  ])
})

test('only a shadow request says that it is one', async () => {
  const seen: Record<string, unknown>[] = []
  const origin = await openServer((request, response) => {
    const names = ['x-shadow-mode', 'x-shadow-pair', 'idempotency-key', 'x-mine']
    seen.push(
      Object.fromEntries(
        names.flatMap(name => (request.headers[name] ? [[name, request.headers[name]]] : [])),
      ),
    )
    response.end('1')
  })
  const shadow = { role: 'candidate', pairId: 'p' } as const
  const model = httpModel({ url: origin, version: '1' })
  const own = httpModel({ url: origin, version: '1', shadow: { headers: call => ({ 'x-mine': call.role }) } })
  await model.predict(1, context())
  await model.predict(1, context({ shadow }))
  await own.predict(1, context({ shadow }))
  await model.predict(1, context({ shadow: { role: 'live', pairId: 'p', repeat: true } }))
  expect(seen).toEqual([
    {},
    { 'x-shadow-mode': 'candidate', 'x-shadow-pair': 'p', 'idempotency-key': 'p' },
    { 'x-mine': 'candidate' },
    { 'x-shadow-mode': 'live', 'x-shadow-pair': 'p', 'idempotency-key': 'p-repeat' },
  ])
})

test('another status, or a body that is not JSON, is a typed error without the query', async () => {
  const origin = await openServer((request, response) => {
    response.statusCode = request.url?.includes('fail') ? 503 : 200
    response.setHeader('retry-after', 7)
    response.end(`<p>sorry${'!'.repeat(1_000)}`)
  })
  const call = context()
  const failed = httpModel({ url: `${origin}/fail?key=secret#x`, version: '1' }).predict(1, call)
  await expect(failed).rejects.toBeInstanceOf(HttpModelError)
  await expect(failed).rejects.toMatchObject({
    code: 'http-model/status',
    status: 503,
    url: `${origin}/fail`,
    message: `${origin}/fail returned 503`,
  })
  expect(call.facts).toMatchObject({ httpStatus: 503, retryAfter: '7' })
  const error: unknown = await failed.catch((thrown: unknown) => thrown)
  expect(error instanceof HttpModelError && error.bodyExcerpt).toHaveLength(500)
  const garbled = httpModel({ url: `${origin}/v1?key=secret`, version: '1' }).predict(1, context())
  await expect(garbled).rejects.toMatchObject({ code: 'http-model/body', status: 200, url: `${origin}/v1` })
})

test('abort and network errors are fetch’s own', async () => {
  const origin = await openServer(() => {})
  const controller = new AbortController()
  const reason = new Error('mine')
  const promise = httpModel({ url: origin, version: '1' }).predict(1, context({ signal: controller.signal }))
  controller.abort(reason)
  await expect(promise).rejects.toBe(reason)
  await expect(
    httpModel({ url: 'http://127.0.0.1:1', version: '1' }).predict(1, context()),
  ).rejects.toBeInstanceOf(TypeError)
})

test('is made on a server too, and refuses to be made without a URL', () => {
  expect(httpModel({ url: '/v1/predict', version: '1' }).origin).toBe('unknown')
  expect(() => httpModel({ url: '', version: '1' })).toThrow('httpModel.url: expected http(s)://… or a /path')
})

test('a codec may be an instance with members of its own', () => {
  class Scaled {
    scale = 100
    encode(input: number) {
      return input * this.scale
    }
  }
  expect(httpModel({ url: '/v1', version: '1', codec: new Scaled() }).toBody?.(2)).toBe('200')
})

const KNOWN = 'url or version or codec or idempotent or headers or credentials or shadow'

describe('names itself, the option, and what to write instead', () => {
  test.each<[string, unknown, string]>([
    ['no options', undefined, 'httpModel: expected an object'],
    ['a URL instead of options', '/v1/predict', 'httpModel: expected an object'],
    ['no url', { url: undefined }, 'httpModel.url: expected http(s)://… or a /path'],
    ['an empty url', { url: '' }, 'httpModel.url: expected http(s)://… or a /path'],
    ['a URL object', { url: new URL('https://a.example') }, 'httpModel.url: expected http(s)://… or a /path'],
    ['no version', { version: undefined }, 'httpModel.version: expected 1 to 256 characters'],
    ['a number as version', { version: 2 }, 'httpModel.version: expected 1 to 256 characters'],
    ['a misspelt option', { hedaers: {} }, `httpModel.hedaers: expected option ${KNOWN}`],
    ['an option of fetch', { method: 'PUT' }, `httpModel.method: expected option ${KNOWN}`],
    ['an option of the plan', { timeoutMs: 1 }, `httpModel.timeoutMs: expected option ${KNOWN}`],
    ['a part of the codec', { encode: () => 1 }, `httpModel.encode: expected option ${KNOWN}`],
    ['a function as codec', { codec: () => 1 }, 'httpModel.codec: expected an object'],
    [
      'a part of the codec that is no function',
      { codec: { decode: 'json' } },
      'httpModel.codec.decode: expected a function',
    ],
    ['no shadow', { shadow: null }, 'httpModel.shadow: expected an object'],
    [
      'a misspelt option of shadow',
      { shadow: { header: () => ({}) } },
      'httpModel.shadow.header: expected option headers or credentials',
    ],
    [
      'headers of shadow that are not a function',
      { shadow: { headers: {} } },
      'httpModel.shadow.headers: expected a function',
    ],
  ])('%s', (_what, wrong, message) => {
    const options = typeof wrong === 'object' ? { url: '/v1', version: '1', ...wrong } : wrong
    expect(() => httpModel(options as HttpModelOptions<unknown, unknown>)).toThrow(
      expect.objectContaining({ name: 'InvalidOptionError', message }),
    )
  })
})

test.each([
  '127.0.0.1:8080/predict',
  'localhost:8080/predict',
  'localhost:8080',
  'api.example.com:443/v1',
  'my-host:3000',
  'my_host:3000/v1?a=b',
])('a URL without its scheme is refused: %s', url => {
  expect(() => httpModel({ url, version: '1' })).toThrow('httpModel.url: expected http(s)://… or a /path')
})

test.each([
  'http://127.0.0.1:8080/predict',
  'HTTPS://api.example/v1',
  '//api.example:8080/v1',
  '/v1/predict',
  'v1/predict',
  '../predict',
  './models/1:predict',
  'models/a:1',
  '/a:1',
  '?at=12:30',
  '#a',
  'capacitor://localhost/predict',
  'app://./predict',
  'blob:https://a.example/0198',
])('a URL that fetch may know is taken: %s', url => {
  expect(httpModel({ url, version: '1' }).version).toBe('1')
})

test('takes all that it knows', () => {
  const shadow = { headers: () => ({}), credentials: 'include' } as const
  const own = { codec: {}, idempotent: true, headers: {}, credentials: 'omit', shadow } as const
  expect(httpModel({ url: '/v1', version: '1', ...own })).toMatchObject({ version: '1', idempotent: true })
})
