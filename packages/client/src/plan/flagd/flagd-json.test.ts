import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createTestPlatform } from '../../testing/create-test-platform.ts'
import { openServer } from '../../testing/open-server.ts'
import type { SourceReading } from '../flag-source.ts'
import { flagdJson } from './flagd-json.ts'

const file = (shadowRate: number) =>
  JSON.stringify({
    flags: { e: { state: 'ENABLED', variants: { on: { serve: 'live', shadowRate } }, defaultVariant: 'on' } },
  })

const watchFile = async (answers: (string | number)[], timeoutMs = 10_000) => {
  let requests = 0
  const origin = await openServer((_, response) => {
    const answer = answers[Math.min(requests++, answers.length - 1)]
    if (answer === undefined) return
    if (typeof answer === 'number') response.statusCode = answer
    response.end(String(answer))
  })
  const platform = Object.assign(createTestPlatform(), {
    fetch: (url: string, init: RequestInit) => fetch(url, init),
  })
  const readings: SourceReading[] = []
  const outages: Error[] = []
  const watch = await flagdJson({ url: `${origin}/flags.json`, timeoutMs }).watch({
    platform,
    experiment: 'e',
    store: platform.syncStore,
    onReading: read => void readings.push(read('')),
    onOutage: error => void outages.push(error),
  })
  onTestFinished(() => watch.stop())
  return { platform, watch, readings, outages, requests: () => requests }
}

test('reads at once, then at each interval, and when asked to', async () => {
  const { platform, watch, readings } = await watchFile([file(0.1), file(0.2), file(0.3)])
  await vi.waitFor(() => expect(readings).toHaveLength(1))
  await platform.advance(47_000)
  expect(readings).toHaveLength(1)
  await platform.advance(26_000)
  await vi.waitFor(() => expect(readings).toHaveLength(2))
  watch.refresh()
  await vi.waitFor(() => expect(readings.map(reading => reading.plan?.shadowRate)).toEqual([0.1, 0.2, 0.3]))
})

test('an outage is told, and tried again sooner than the interval', async () => {
  const { platform, readings, outages, requests } = await watchFile([500, '{', file(1)])
  await vi.waitFor(() => expect(outages).toHaveLength(1))
  expect(outages[0]).toMatchObject({ code: 'flags/unreachable' })
  await platform.advance(700)
  await sleep(100)
  expect(requests()).toBe(1)
  await platform.advance(500)
  await vi.waitFor(() => expect(outages).toHaveLength(2))
  await platform.advance(2_400)
  await vi.waitFor(() => expect(readings).toHaveLength(1))
})

test('an answer that never comes is an outage', async () => {
  const { outages } = await watchFile([], 50)
  await vi.waitFor(() => expect(outages).toMatchObject([{ outage: 'unreachable' }]))
})

test('stop ends it', async () => {
  const { platform, watch, readings, requests } = await watchFile([file(1)])
  await vi.waitFor(() => expect(readings).toHaveLength(1))
  watch.stop()
  watch.refresh()
  await platform.advance(200_000)
  expect(requests()).toBe(1)
})

test('refuses options that make no sense', () => {
  const open: (options: unknown) => unknown = flagdJson as never
  expect(() => open(undefined)).toThrow('flags: expected an object')
  expect(() => open({ url: '/f', pollInterval: 5_000 })).toThrow(
    'flags.pollInterval: expected option shadowTtlMs or serveTtlMs or url or pollIntervalMs or timeoutMs',
  )
  expect(() => open({ url: '/f', timeoutMs: '50' })).toThrow('flags.timeoutMs')
  expect(() => open({ url: '/f', shadowTtlMs: null })).toThrow('flags.shadowTtlMs')
  expect(() => flagdJson({ url: '/f', serveTtlMs: -1 })).toThrow('flags.serveTtlMs')
  for (const url of ['', '127.0.0.1:8787/flags.json', 'localhost:8787/flags.json'])
    expect(() => flagdJson({ url })).toThrow('flags.url: expected http(s)://… or a /path')
  expect(() => flagdJson({ url: '/f', pollIntervalMs: 10 })).toThrow('flags.pollIntervalMs')
  expect(() => flagdJson({ url: '/f', timeoutMs: NaN })).toThrow('flags.timeoutMs')
})
