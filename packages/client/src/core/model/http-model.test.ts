import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
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
  expect(call.facts).toEqual({ httpStatus: 200, retryAfter: null, bytes: 27 })
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
  expect(() => httpModel({ url: '', version: '1' })).toThrow('url: expected 1 to 2048 characters')
})

test.each<[string, unknown]>([
  ['url', undefined],
  ['url', { url: undefined }],
  ['url', { url: '' }],
  ['url', { url: new URL('https://a.example') }],
  ['header', { header: {} }],
  ['timeoutMs', { timeoutMs: 1 }],
  ['shadow.header', { shadow: { header: () => ({}) } }],
  ['shadow', { shadow: null }],
])('an option it does not know, or cannot use, is refused: %s %j', (field, wrong) => {
  const options = wrong && { url: '/v1', version: '1', ...wrong }
  expect(() => httpModel(options as HttpModelOptions<unknown, unknown>)).toThrow(
    expect.objectContaining({ name: 'InvalidOptionError', field }),
  )
})

test('takes all that it knows', () => {
  const shadow = { headers: () => ({}), credentials: 'include' } as const
  const own = { codec: {}, idempotent: true, headers: {}, credentials: 'omit', shadow } as const
  expect(httpModel({ url: '/v1', version: '1', ...own })).toMatchObject({ version: '1', idempotent: true })
})
