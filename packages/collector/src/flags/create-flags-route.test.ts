import { rename, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { expect, onTestFinished, test } from 'vitest'
import { startTestCollector } from '../testing/start-test-collector.ts'

const flags = (rate: number) =>
  JSON.stringify({
    flags: {
      e: { state: 'ENABLED', variants: { on: { serve: 'live', shadowRate: rate } }, defaultVariant: 'on' },
    },
  })

test('serves the file, answers 304 while it stands, and follows its changes', async () => {
  const flagsFile = join(await temporaryFolder({ defer: onTestFinished }), 'flags.json')
  const { url, problems } = await startTestCollector(onTestFinished, { flagsFile })
  const get = (headers: Record<string, string> = {}) => fetch(`${url}/flags.json`, { headers })

  expect((await get()).status).toBe(404)
  expect(problems.splice(0)).toEqual([`${flagsFile} does not exist: /flags.json answers 404 until it exists`])
  await writeFile(flagsFile, flags(1))
  const first = await get({ origin: 'https://shop.example' })
  expect(await first.text()).toBe(flags(1))
  expect(first.headers.get('content-type')).toMatch(/^application\/json/)
  expect(first.headers.get('cache-control')).toBe('no-cache')
  expect(first.headers.get('access-control-allow-origin')).toBe('https://shop.example')
  const tag = first.headers.get('etag') ?? ''
  expect(tag).toMatch(/^".+"$/)
  const same = await get({ 'if-none-match': tag, origin: 'https://shop.example' })
  expect(same.status).toBe(304)
  for (const headers of [first.headers, same.headers]) {
    expect(headers.get('access-control-allow-origin')).toBe('https://shop.example')
    expect(headers.get('access-control-allow-credentials')).toBe('true')
    expect(headers.get('vary')).toMatch(/origin/i)
  }

  // Same length, at once after the last write.
  await writeFile(flagsFile, flags(0))
  const changed = await get({ 'if-none-match': tag })
  expect(changed.status).toBe(200)
  expect(await changed.text()).toBe(flags(0))

  for (const broken of ['{"flags":', '{"flaggs":{}}', '[]', `{"flags":{"e":"${'x'.repeat(1_100_000)}"}}`]) {
    await writeFile(flagsFile, broken)
    expect(await (await get()).text()).toBe(flags(0))
    await get()
  }
  expect(problems).toHaveLength(4)
  expect(problems[1]).toContain('flags')
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('shadow_mode_flag_file_problems_total 4')

  await writeFile(`${flagsFile}.new`, flags(0.5))
  await rename(`${flagsFile}.new`, flagsFile)
  expect(await (await get()).text()).toBe(flags(0.5))
  await rm(flagsFile)
  expect((await get()).status).toBe(404)
})

test('a path is told as an absolute one, and a file that is invalid from the start is told at the start', async () => {
  const flagsFile = join(await temporaryFolder({ defer: onTestFinished }), 'flags.json')
  const missing = await startTestCollector(onTestFinished, { flagsFile: relative(process.cwd(), flagsFile) })
  expect(missing.problems).toEqual([expect.stringContaining(`${flagsFile} does not exist`)])
  await writeFile(flagsFile, '{"flags":')
  const broken = await startTestCollector(onTestFinished, { flagsFile })
  expect(broken.problems).toEqual([expect.stringContaining('not a valid flag file')])
})

test('without a flag file there are no flags', async () => {
  const { url } = await startTestCollector(onTestFinished)
  expect((await fetch(`${url}/flags.json`)).status).toBe(404)
})
