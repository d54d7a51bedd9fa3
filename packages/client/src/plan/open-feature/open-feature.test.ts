import { expect, onTestFinished, test } from 'vitest'
import { createTestPlatform } from '../../testing/create-test-platform.ts'
import { openTestClient } from '../../testing/open-test-client.ts'
import type { ReadFlag, SourceReading } from '../flag-source.ts'
import { openFeature } from './open-feature.ts'
import type { OpenFeatureWebClient } from './open-feature-web-client.ts'

type Details = ReturnType<OpenFeatureWebClient['getObjectDetails']>

const ON: Details = { value: { serve: 'live', shadowRate: 1 }, variant: 'on', reason: 'STATIC' }

/** A web client as OpenFeature's, whose provider is played by hand. */
const openClient = (details: Details) => {
  const handlers = new Map<string, Set<() => void>>()
  const of = (event: string) => handlers.get(event) ?? handlers.set(event, new Set()).get(event)!
  const asked: string[] = []
  const client = {
    details,
    providerStatus: 'READY',
    getObjectDetails(key: string): Details {
      asked.push(key)
      return client.details
    },
    addHandler: (event: string, handler: () => void) => void of(event).add(handler),
    removeHandler: (event: string, handler: () => void) => void of(event).delete(handler),
    asked,
    fire(event: string, next: Partial<Details> = {}) {
      Object.assign(client, { details: { ...client.details, ...next } })
      for (const handler of of(event)) handler()
    },
    handlers: () => [...handlers.values()].reduce((sum, { size }) => sum + size, 0),
  }
  return client
}

const watchFlag = async (client: ReturnType<typeof openClient>, flagKey?: string) => {
  const platform = createTestPlatform()
  const reads: ReadFlag[] = []
  const outages: Error[] = []
  const watch = await openFeature(client, flagKey).watch({
    platform,
    experiment: 'credit-risk',
    store: undefined,
    onReading: read => void reads.push(read),
    onOutage: error => void outages.push(error),
  })
  onTestFinished(() => watch.stop())
  const last = (): SourceReading | undefined => reads.at(-1)?.('anyone')
  return { platform, watch, reads, outages, last }
}

test('reads plan, variant, reason and version; the experiment names the flag unless another is named', async () => {
  const client = openClient({ ...ON, flagMetadata: { version: 7 } })
  const { last } = await watchFlag(client)
  expect(last()).toMatchObject({
    plan: { serve: 'live', shadowRate: 1, timeoutMs: 10_000 },
    variant: 'on',
    reason: 'STATIC',
    flagVersion: '7',
    forEveryone: true,
  })
  await watchFlag(client, 'shadow-plan')
  expect(client.asked).toEqual(['credit-risk', 'shadow-plan'])
})

test.each(['PROVIDER_READY', 'PROVIDER_CONFIGURATION_CHANGED', 'PROVIDER_CONTEXT_CHANGED'])(
  'follows %s',
  async event => {
    const client = openClient(ON)
    const { last } = await watchFlag(client)
    client.fire(event, { value: { serve: 'candidate', shadowRate: 0.5 }, variant: 'canary' })
    expect(last()).toMatchObject({ plan: { serve: 'candidate', shadowRate: 0.5 }, variant: 'canary' })
  },
)

test('a provider that is still starting is no outage', async () => {
  const client = openClient({ value: {}, reason: 'ERROR', errorCode: 'PROVIDER_NOT_READY' })
  client.providerStatus = 'NOT_READY'
  const { reads, outages } = await watchFlag(client)
  expect([reads, outages]).toEqual([[], []])
  client.providerStatus = 'READY'
  client.fire('PROVIDER_READY', { ...ON, errorCode: '' })
  expect(reads).toHaveLength(1)
})

test.each<[string, Partial<Details>, string, object]>([
  [
    'an error',
    { reason: 'ERROR', errorCode: 'GENERAL', errorMessage: 'boom' },
    'READY',
    { outage: 'unreachable' },
  ],
  ['no such flag', { errorCode: 'FLAG_NOT_FOUND' }, 'READY', { outage: 'invalid' }],
  ['a stale provider', {}, 'STALE', { outage: 'unreachable' }],
  ['a stale answer', { reason: 'STALE' }, 'READY', { outage: 'unreachable' }],
  ['a provider in error', {}, 'ERROR', { outage: 'unreachable' }],
  ['what is no plan', { value: { serve: 'both' } }, 'READY', { outage: 'invalid' }],
  ['no object', { value: true }, 'READY', { outage: 'invalid' }],
])('%s is an outage', async (_, details, status, expected) => {
  const client = openClient({ ...ON, ...details })
  client.providerStatus = status
  const { reads, outages } = await watchFlag(client)
  expect(reads).toEqual([])
  expect(outages).toMatchObject([{ name: 'FlagOutageError', ...expected }])
})

test('a default value that comes back as DEFAULT leaves the plan to the app', async () => {
  const { last, outages } = await watchFlag(openClient({ value: {}, reason: 'DEFAULT' }))
  expect(last()).toMatchObject({ variant: null, reason: 'DEFAULT', forEveryone: true })
  expect(last()?.plan).toBeUndefined()
  expect(outages).toEqual([])
})

test('DISABLED is the order to stop, whatever the default value', async () => {
  const { last } = await watchFlag(openClient({ value: {}, reason: 'DISABLED' }))
  expect(last()).toMatchObject({ plan: { serve: 'live', shadowRate: 0 }, variant: null, reason: 'DISABLED' })
})

test('a provider that is silent because nothing changes keeps “on” alive; one in error does not', async () => {
  const client = openClient(ON)
  const flags = openFeature(client)
  const { client: shadow, platform } = openTestClient({ options: { flags } })
  await platform.advance(2 * 3_600_000)
  expect(shadow.status().plan.shadowRate).toBe(1)
  client.providerStatus = 'STALE'
  await platform.advance(3_700_000)
  expect(shadow.status().plan).toMatchObject({ serve: 'live', shadowRate: 0 })
  await shadow.close()
  expect(client.handlers()).toBe(0)
})

test('refuses what is no client, an unknown option, and a time that makes no sense', () => {
  const open: (...args: unknown[]) => unknown = openFeature as never
  expect(() => open(undefined)).toThrow(
    'flags.client: expected OpenFeature.getClient() of @openfeature/web-sdk',
  )
  expect(() => open({ getObjectValue: () => ({}) })).toThrow('flags.client.getObjectDetails')
  expect(() => open(openClient(ON), { serveTtlMs: 5 })).toThrow('flags.flagKey')
  expect(() => open(openClient(ON), 'f', { serveTtl: 5 })).toThrow(
    'flags.serveTtl: expected option shadowTtlMs or serveTtlMs',
  )
  expect(() => openFeature(openClient(ON), 'f', { shadowTtlMs: -1 })).toThrow('flags.shadowTtlMs')
  expect(() => openFeature(openClient(ON), 'f', { serveTtlMs: NaN })).toThrow('flags.serveTtlMs')
  expect(openFeature(openClient(ON), 'f', { serveTtlMs: 5 })).toMatchObject({ serveTtlMs: 5 })
})
