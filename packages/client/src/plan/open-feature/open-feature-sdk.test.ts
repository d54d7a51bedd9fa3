import { InMemoryProvider, OpenFeature } from '@openfeature/web-sdk'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { createTestPlatform } from '../../testing/create-test-platform.ts'
import { openFeature } from './open-feature.ts'

afterEach(() => OpenFeature.clearProviders())

const provider = (shadowRate: number) =>
  new InMemoryProvider({
    'credit-risk': { disabled: false, defaultVariant: 'on', variants: { on: { serve: 'live', shadowRate } } },
  })

/** On a client of the real SDK, as an app gets it. */
const watch = async () => {
  const platform = createTestPlatform()
  const rates: (number | undefined)[] = []
  const outages: Error[] = []
  const flag = await openFeature(OpenFeature.getClient()).watch({
    platform,
    experiment: 'credit-risk',
    store: undefined,
    onReading: read => void rates.push(read('').plan?.shadowRate),
    onOutage: error => void outages.push(error),
  })
  onTestFinished(() => flag.stop())
  return { platform, rates, outages }
}

test('a provider that was there before is read at once', async () => {
  await OpenFeature.setProviderAndWait(provider(0.5))
  const { rates } = await watch()
  expect(rates[0]).toBe(0.5)
})

test('one that comes later is read, though it says that it is ready before its status does; so is the next one', async () => {
  const { platform, rates } = await watch()
  OpenFeature.setProvider(provider(0.25))
  await platform.advance(1_000)
  expect(rates.at(-1)).toBe(0.25)
  await OpenFeature.setProviderAndWait(provider(0.75))
  await platform.advance(1_000)
  expect(rates.at(-1)).toBe(0.75)
})

test('none at all is told as an outage', async () => {
  const { platform, rates, outages } = await watch()
  await platform.advance(4_000)
  expect(outages).toEqual([])
  await platform.advance(2_000)
  expect(outages[0]).toMatchObject({ code: 'flags/unreachable', message: 'No OpenFeature provider is ready' })
  expect(rates).toEqual([])
})
