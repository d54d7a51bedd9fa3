import { getEventListeners, setMaxListeners } from 'node:events'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { plainPlatform } from '../core/platform/plain/plain-platform.ts'
import { shadowOptions } from '../core/platform/testing/shadow-options.ts'
import { flagdJson } from '../plan/flagd/flagd-json.ts'
import { openHttpWorld } from '../testing/open-http-world.ts'
import { openServer } from '../testing/open-server.ts'
import { settle } from '../testing/settle.ts'
import { createPlainClient } from './create-plain-client.ts'

/** More than the rounds that a leak would need to show, and than the ten listeners that Node takes without a warning. */
const ROUNDS = 200

/** All signals of the test. */
const signals: AbortSignal[] = []
const warnings: Error[] = []

beforeEach(() => {
  signals.length = warnings.length = 0
  vi.stubGlobal(
    'AbortController',
    class extends AbortController {
      constructor() {
        super()
        signals.push(this.signal)
        // As in Node 20. Later versions do not warn.
        setMaxListeners(10, this.signal)
      }
    },
  )
  const onWarning = (warning: Error) => void warnings.push(warning)
  process.on('warning', onWarning)
  onTestFinished(() => void process.off('warning', onWarning))
})

/** As many listeners as the calls under way may have on one signal. */
const FEW = 5

/** Repeats a round. Returns the signals that have more listeners than that, and Node's warnings. */
async function leftAfter(round: (n: number) => Promise<unknown>) {
  for (let n = 0; n <= ROUNDS; n++) await round(n)
  const counts = signals.map(signal => getEventListeners(signal, 'abort').length)
  return { crowded: counts.filter(count => count > FEW), warnings }
}

const answer = (version: string) => ({ version, predict: async () => version, origin: null })

const NOTHING = { crowded: [], warnings: [] }

test('flushes leave no listener behind', async () => {
  const { origin, collector } = await openHttpWorld()
  const client = createPlainClient(shadowOptions(origin))
  const left = await leftAfter(async n => {
    await client.predict({ n })
    await client.flush()
  })
  expect(left).toEqual(NOTHING)
  expect(collector.stored.size).toBe(ROUNDS + 1)
  await client.close()
})

test('reads of a flag file leave no listener behind', async () => {
  const variants = { on: { serve: 'live', shadowRate: 1 } }
  const definition = { flags: { e: { state: 'ENABLED', variants, defaultVariant: 'on' } } }
  const origin = await openServer((_, response) => void response.end(JSON.stringify(definition)))
  let onReading: (() => void) | undefined
  const nextReading = () => new Promise<void>(resolve => (onReading = resolve))
  const first = nextReading()
  const watch = await flagdJson({ url: `${origin}/flags.json` }).watch({
    platform: plainPlatform(),
    experiment: 'e',
    store: undefined,
    onReading: () => onReading?.(),
    onOutage(error) {
      throw error
    },
  })
  onTestFinished(() => watch.stop())
  await first
  const left = await leftAfter(async () => {
    // The read before has applied the file, and ends now.
    await settle()
    const reading = nextReading()
    watch.refresh()
    await reading
  })
  expect(left).toEqual(NOTHING)
})

test.each(['live', 'candidate'] as const)(
  'predictions leave no listener on the signal that the app gives to all of them: %s serves',
  async serve => {
    const { origin } = await openHttpWorld()
    const client = createPlainClient({
      ...shadowOptions(origin),
      live: answer('1'),
      candidate: answer('2'),
      plan: { serve, shadowRate: 1 },
    })
    const { signal } = new AbortController()
    expect(await leftAfter(n => client.predict({ n }, { signal }))).toEqual(NOTHING)
    await client.close()
  },
)

test('a call that ignores its signal leaves no listener behind after its timeout', async () => {
  const { origin } = await openHttpWorld()
  const client = createPlainClient({
    ...shadowOptions(origin),
    live: { version: '1', predict: async () => 1, origin: null },
    candidate: { version: '2', predict: () => new Promise(() => undefined), origin: null },
    plan: { serve: 'candidate', shadowRate: 1, timeoutMs: 1 },
  })
  const { signal } = new AbortController()
  expect(await leftAfter(n => client.predict({ n }, { signal }))).toEqual(NOTHING)
  await client.close()
})
