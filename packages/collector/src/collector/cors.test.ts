import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { describe, expect, onTestFinished, test } from 'vitest'
import { batchText } from '../testing/batch-text.ts'
import { INGEST_KEY, READ_TOKEN, startTestCollector } from '../testing/start-test-collector.ts'

const origin = 'https://shop.example'
const ADDED = 'baggage, content-type, sentry-trace, traceparent, x-csrf-token'

const start = async (allowOrigins = [origin]) => {
  const flagsFile = join(await temporaryFolder({ defer: onTestFinished }), 'flags.json')
  await writeFile(flagsFile, '{"flags":{"e":{"state":"DISABLED"}}}')
  return startTestCollector(onTestFinished, { allowOrigins, flagsFile })
}

const preflight = (url: string, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': ADDED,
      ...headers,
    },
  })

const requestedNames = (response: Response) =>
  response.headers.get('access-control-allow-headers')?.split(/, */)

describe('headers that the page adds to every request', () => {
  test.each(['/v1/pairs', '/v1/outcomes', '/flags.json', '/v1/experiments'])(
    '%s: the preflight of an allowed origin is answered for any of them',
    async path => {
      const { url } = await start()
      const answer = await preflight(url + path)
      expect(answer.status).toBe(204)
      expect(requestedNames(answer)).toEqual(ADDED.split(', '))
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
      expect(answer.headers.get('access-control-max-age')).toBe('7200')
      expect(answer.headers.get('vary')).toMatch(/origin.*access-control-request-headers/i)
    },
  )

  test('a page can read that a URL is misspelt, instead of an error that looks like CORS', async () => {
    const { url } = await start()
    for (const path of ['/flag.json', '/v1/pair', '/']) {
      const answer = await fetch(url + path, { headers: { origin } })
      expect([answer.status, answer.headers.get('access-control-allow-origin')], path).toEqual([404, origin])
    }
    expect((await preflight(`${url}/flag.json`)).headers.get('access-control-allow-origin')).toBe(origin)
  })

  test('a list that is too long, or no list of names, is refused', async () => {
    const { url } = await start()
    for (const names of ['a b', 'a,,b', ',', 'a;b', `x-${'a'.repeat(4_096)}`]) {
      const answer = await preflight(`${url}/v1/pairs`, { 'access-control-request-headers': names })
      expect(answer.status, names.slice(0, 10)).toBe(400)
      expect(answer.headers.get('access-control-allow-headers')).toBeNull()
      expect(await answer.json()).toMatchObject({ error: { code: 'requested-headers' } })
    }
    const many = Array.from({ length: 100 }, (_, n) => `x-header-${n}`).join(',')
    const answer = await preflight(`${url}/v1/pairs`, { 'access-control-request-headers': many })
    expect(requestedNames(answer)).toHaveLength(100)
  })

  test('another origin is not allowed', async () => {
    const { url } = await start()
    const answer = await preflight(`${url}/v1/pairs`, { origin: 'https://evil.example' })
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('cookies that the page sends with every request', () => {
  const post = (url: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/v1/pairs?key=${INGEST_KEY}`, {
      method: 'POST',
      headers: { origin, 'content-type': 'text/plain', cookie: 'session=1', ...headers },
      body: batchText([]),
    })

  test.each([
    ['the origin', origin, origin],
    ['a pattern', 'https://*.example', origin],
    // Browsers refuse `*` for a request with cookies.
    ['*', '*', origin],
    ['* and a page without an origin', '*', 'null'],
    ['null', 'null', 'null'],
    ['an app', 'capacitor://localhost', 'capacitor://localhost'],
  ])('allowed by %s: the answer names the exact origin', async (_what, allowed, from) => {
    const { url } = await start([allowed])
    for (const answer of [
      await post(url, { origin: from }),
      await preflight(`${url}/v1/pairs`, { origin: from }),
    ]) {
      expect(answer.headers.get('access-control-allow-origin')).toBe(from)
      expect(answer.headers.get('access-control-allow-credentials')).toBe('true')
      expect(answer.headers.get('vary')).toMatch(/origin/i)
    }
  })

  test('refusals and errors can be read, too', async () => {
    const { url } = await start()
    const answers = [
      await fetch(`${url}/v1/pairs?key=wrong`, { method: 'POST', headers: { origin }, body: '' }),
      await post(url, { 'content-type': 'image/png' }),
      await fetch(`${url}/v1/misspelt`, { headers: { origin } }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 415, 404])
    for (const { headers } of answers) {
      expect(headers.get('access-control-allow-origin')).toBe(origin)
      expect(headers.get('access-control-allow-credentials')).toBe('true')
    }
  })

  test('routes with the read token do not allow them', async () => {
    const { url } = await start(['*'])
    const answer = await fetch(`${url}/v1/experiments/e/pairs`, {
      headers: { origin, authorization: `Bearer ${READ_TOKEN}` },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  })
})

test('a collector in a private network answers the preflight of an allowed page', async () => {
  const { url } = await start()
  const asked = { 'access-control-request-private-network': 'true' }
  const answer = await preflight(`${url}/v1/pairs`, asked)
  expect(answer.headers.get('access-control-allow-private-network')).toBe('true')
  expect((await preflight(`${url}/v1/pairs`)).headers.get('access-control-allow-private-network')).toBeNull()
})

test('origins of files and frames are allowed with a warning', async () => {
  const { problems } = await start(['null', 'file://', 'https://shop.example'])
  expect(problems).toEqual([expect.stringContaining('--allow-origin null: pages of any site')])
  expect((await start(['file://'])).problems).toEqual([expect.stringContaining('browsers send null')])
  expect((await start()).problems).toEqual([])
})

test('an acknowledgement names its batch, and pages can read that', async () => {
  const { post } = await start()
  const batch = batchText([])
  const answer = await post(batch, '', { origin, 'content-type': 'text/plain' })
  expect(answer.status).toBe(202)
  expect(answer.headers.get('x-shadow-batch')).toBe(JSON.parse(batch).batchId)
  expect(answer.headers.get('access-control-expose-headers')).toContain('x-shadow-batch')
})
