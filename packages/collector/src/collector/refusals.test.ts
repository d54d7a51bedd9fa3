import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { expect, onTestFinished, test } from 'vitest'
import { batchText } from '../testing/batch-text.ts'
import { startTestCollector } from '../testing/start-test-collector.ts'

const start = (...rest: Parameters<typeof startTestCollector> extends [unknown, ...infer R] ? R : never) =>
  startTestCollector(onTestFinished, ...rest)

const shop = 'https://shop.example'

test('the first wrong key is told, not whole and not with what could steer the log', async () => {
  const { url, problems } = await start()
  const keys = ['ab\ncdef-secret', 'ab\ncdef-other', 'other-key']
  for (const list of ['pairs', 'outcomes'])
    for (const key of keys) {
      const query = new URLSearchParams({ key })
      const answer = await fetch(`${url}/v1/${list}?${query}`, { method: 'POST', body: batchText([]) })
      expect(answer.status).toBe(401)
    }
  expect(problems).toEqual(['Refused POST /v1/pairs with a key that is not the ingest key: "ab\\nc…"'])
})

test('a batch without a key, and one with a short key, show nothing of it', async () => {
  for (const [query, told] of [
    ['', 'with no key'],
    ['?key=x', 'with a key that is not the ingest key: "…"'],
  ]) {
    const { url, problems } = await start()
    await fetch(`${url}/v1/pairs${query}`, { method: 'POST', body: batchText([]) })
    expect(problems).toEqual([expect.stringContaining(told ?? '')])
  }
})

test('the first origin that may not read is told, also by its preflight, and cut', async () => {
  const { url, problems } = await start({ allowOrigins: ['https://other.example'] })
  const ask = (origin: string, method = 'OPTIONS', headers = {}) =>
    fetch(`${url}/v1/pairs`, { method, headers: { origin, ...headers } })
  await ask('https://other.example')
  await ask(url)
  await ask(shop, 'OPTIONS', { 'sec-fetch-site': 'same-origin' })
  expect(problems).toEqual([])
  await ask(`https://${'long'.repeat(100)}.example`)
  await ask(shop)
  expect(problems).toEqual([expect.stringMatching(/^Pages of "https:\/\/long.{80,100}…" .*--allow-origin$/)])
})

test('all origins: none is told', async () => {
  const { url, problems } = await start({ allowOrigins: ['*'] })
  await fetch(`${url}/v1/pairs`, { method: 'OPTIONS', headers: { origin: shop } })
  expect(problems).toEqual([])
})

test('a flag file without any plan is served, and told once', async () => {
  const flagsFile = join(await temporaryFolder({ defer: onTestFinished }), 'flags.json')
  await writeFile(flagsFile, '{"flags":{"e":{"variants":{"on":{"shadowRate":1}}}}}')
  const { url, problems } = await start({ flagsFile })
  for (let n = 0; n < 2; n++) expect((await fetch(`${url}/flags.json`)).status).toBe(200)
  expect(problems).toEqual([
    `${flagsFile} is served, but no client can read a plan from it: flags.e.variants.on.serve: missing`,
  ])
})
