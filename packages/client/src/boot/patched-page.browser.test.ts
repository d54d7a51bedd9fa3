import { type Pair, PairSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { expect, onTestFinished, test, vi } from 'vitest'
import { storeNames } from '../delivery/outbox/store-names.ts'
import { openRealPage, openStandIn, type RealPage, type StandIn } from '../testing/open-real-page.ts'
import type { ShadowClient } from './shadow-client.ts'

/** The whole client on a page that has added a `toJSON` to built-in classes, as Prototype.js and others do. */

type ClassName = 'Array' | 'String' | 'Number' | 'Date' | 'Object' | 'BigInt' | 'Map'

/** What Prototype.js adds. */
const OLD: readonly ClassName[] = ['Array', 'String', 'Number', 'Date']
const ALL: readonly ClassName[] = [...OLD, 'Object', 'BigInt', 'Map']

function patch({ window }: RealPage, names: readonly ClassName[]): void {
  for (const name of names)
    window.Object.defineProperty(window[name].prototype, 'toJSON', {
      value: () => '"patched"',
      configurable: true,
    })
}

/** Pages of other tests share the origin, and with it what is stored of an experiment. */
const experiment = 'patched-page'

const VARIANTS = { shadow: { serve: 'live', shadowRate: 1, startWithinMs: 600_000, timeoutMs: 600_000 } }
const FLAGS = {
  flags: {
    [experiment]: {
      state: 'ENABLED',
      defaultVariant: 'shadow',
      variants: VARIANTS,
      targeting: { if: [{ in: ['x', ['x']] }, 'shadow', null] },
    },
  },
}

async function openPatched(server: StandIn, names: readonly ClassName[], page?: RealPage) {
  const opened = page ? await page.reload() : await openRealPage(server)
  patch(opened, names)
  const { sdk, window } = opened
  onTestFinished(() => void indexedDB.deleteDatabase(storeNames(server.url, 'k').database))
  const got: unknown[] = []
  const client = sdk.createShadowClient<unknown, unknown>({
    experiment,
    live: {
      version: '1',
      origin: null,
      predict: async () => ({
        scores: window.Float64Array.of(0.25, 0.75),
        at: new window.Date(5),
        label: 2n,
      }),
    },
    candidate: { version: '2', origin: null, predict: async input => ({ scores: [got.push(input)] }) },
    flags: sdk.flagdJson({ url: `${server.url}/flags.json` }),
    bootstrap: { serve: 'live', shadowRate: 1 },
    collector: { url: server.url, key: 'k' },
  })
  return { page: opened, client, got }
}

const finished = (client: ShadowClient<unknown, unknown>, count: number) =>
  vi.waitFor(() => expect(client.status()).toMatchObject({ running: 0, sampled: count }))

test('pairs, counts, flags and what one page leaves to the next stay as they are', async () => {
  const server = await openStandIn()
  await server.put('flags.json', JSON.stringify(FLAGS))
  const first = await openPatched(server, OLD)
  // The page is left at once: what it has counted and recorded waits in its tally, or in its queue.
  first.client.recordOutcome({ reference: 'a', label: 1 })
  void first.client.predict({ early: [1] })

  const { client, got, page } = await openPatched(server, ALL, first.page)
  const input = { list: [1, [2]], at: new page.window.Date(5), by: new page.window.Map([[1, 2n]]) }
  await client.predict(input)
  await finished(client, 2)
  await client.flush()
  expect(got).toHaveLength(1)
  expect(got[0]).not.toBe(input)
  const response = await fetch(`${server.url}/pairs`)
  const pairs: (Pair & { input: { list?: unknown } })[] = await response.json()
  const pair = pairs.find(it => it.input.list)
  expect(v.parse(PairSchema, pair)).toMatchObject({
    input: { list: [1, [2]], at: '1970-01-01T00:00:00.005Z', by: [[1, 2]] },
    live: { output: { scores: [0.25, 0.75], at: '1970-01-01T00:00:00.005Z', label: 2 } },
    candidate: { output: { scores: [1] } },
  })
  const { plan, delivered, dropped, outcomes } = client.status()
  expect([plan.shadowRate, delivered + (dropped.exit ?? 0), outcomes.recorded]).toEqual([1, 2, 1])
  await client.close()
})
