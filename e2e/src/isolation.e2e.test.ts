import type { Arrival, TestInput } from '@shadow-mode/test-support/servers/faulty-models.ts'
import { launchProfile } from '@shadow-mode/test-support/sessions/launch-profile.ts'
import { watchDelay } from '@shadow-mode/test-support/sessions/watch-delay.ts'
import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import type { CandidateKind, HarnessConfig, LiveKind } from '../pages/harness/config.ts'
import type { CallOptions } from '../pages/harness/harness.ts'
import type { Settled } from '../pages/harness/settle.ts'
import { comeBackAndDeliver, deliver } from './deliver.ts'
import { inputs } from './inputs.ts'
import { readLog } from './read-log.ts'
import { sharedWorld } from './shared-world.ts'
import { storedIds } from './stored-ids.ts'
import { testScope } from './test-scope.ts'
import { total } from './total.ts'
import type { World } from './world.ts'

const getWorld = sharedWorld()

const candidates: Record<string, (world: World) => CandidateKind> = {
  'answers in 300 ms': world => {
    world.models.faults.candidate = { kind: 'delay', ms: 300 }
    return { kind: 'http', url: `${world.origin}/v2/predict` }
  },
  'hangs on the server': world => {
    world.models.faults.candidate = { kind: 'hang' }
    return { kind: 'http', url: `${world.origin}/v2/predict` }
  },
  'answers 500': world => {
    world.models.faults.candidate = { kind: 'status', status: 500 }
    return { kind: 'http', url: `${world.origin}/v2/predict` }
  },
  'answers with invalid JSON': world => {
    world.models.faults.candidate = { kind: 'garbage' }
    return { kind: 'http', url: `${world.origin}/v2/predict` }
  },
  'closes the connection': world => {
    world.models.faults.candidate = { kind: 'drop' }
    return { kind: 'http', url: `${world.origin}/v2/predict` }
  },
  throws: () => ({ kind: 'throws' }),
  rejects: () => ({ kind: 'rejects' }),
  'never settles': () => ({ kind: 'hangs' }),
  'returns a value that JSON cannot express': () => ({ kind: 'garbage' }),
  'changes its input': () => ({ kind: 'changes-input' }),
  'blocks its worker for 2 s': () => ({ kind: 'blocked-worker', ms: 2_000 }),
  'is an ONNX model in a worker that blocks for 2 s': world => ({
    kind: 'blocked-onnx',
    modelUrl: `${world.origin}/candidate.onnx`,
  }),
}

interface Call {
  name: string
  input: TestInput
  options?: CallOptions
  /** Both results must match this, so that the test does not compare two unexpected results. */
  expected: object
}

const ABORTED = { kind: 'error', name: 'AbortError', constructorName: 'DOMException', isAbortReason: true }

const calls: Call[] = [
  { name: 'a value', input: { id: 'plain' }, expected: { kind: 'value', value: { id: 'plain' } } },
  {
    name: 'a refusal',
    input: { id: 'refused', refuse: 422 },
    expected: { kind: 'error', message: expect.stringContaining('422'), isAbortReason: false },
  },
  {
    name: 'a server error',
    input: { id: 'broken', refuse: 500 },
    expected: { kind: 'error', message: expect.stringContaining('500'), isAbortReason: false },
  },
  {
    name: 'invalid JSON',
    input: { id: 'garbage', faults: { live: { kind: 'garbage' } } },
    expected: { kind: 'error', isAbortReason: false },
  },
  {
    name: 'no connection',
    input: { id: 'lost', faults: { live: { kind: 'drop' } } },
    expected: { kind: 'error', isAbortReason: false },
  },
  {
    name: 'aborted before',
    input: { id: 'aborted-before' },
    options: { abortAfterMs: 0 },
    expected: ABORTED,
  },
  {
    name: 'aborted in between',
    input: { id: 'aborted-later', faults: { live: { kind: 'delay', ms: 100 } } },
    options: { abortAfterMs: 30 },
    expected: ABORTED,
  },
  {
    name: 'aborted with a reason',
    input: { id: 'aborted-reason', faults: { live: { kind: 'delay', ms: 100 } } },
    options: { abortAfterMs: 30, abortReason: 'the user typed on' },
    expected: { kind: 'thrown', value: 'the user typed on', isAbortReason: true },
  },
]

/** Makes a call through the SDK, then the same call to the bare model, in the same page. */
const settleBoth = async (
  page: Page,
  call: Pick<Call, 'input' | 'options'>,
): Promise<{ shadowed: Settled; bare: Settled }> =>
  page.evaluate(async ({ input, options }) => {
    const shadowed = await window.harness!.predict(input, options)
    const bare = await window.harness!.bare(input, options)
    return { shadowed, bare }
  }, call)

describe('a call through the SDK settles like the bare call', () => {
  test.for(Object.keys(candidates))('when the candidate %s', async name => {
    const scope = testScope()
    const world = getWorld()
    const candidate = candidates[name]!(world)
    scope.defer(() => {
      world.models.faults.candidate = { kind: 'none' }
    })
    const browser = await launchProfile(scope, { bfcache: true })
    const experiment = `isolation-${name.replaceAll(' ', '-')}`
    const page = await world.open(browser, world.config(experiment, { candidate }))
    const errors: Error[] = []
    page.on('pageerror', error => errors.push(error))
    for (const call of calls) {
      const { shadowed, bare } = await settleBoth(page, call)
      expect(shadowed, call.name).toStrictEqual(bare)
      expect(shadowed, call.name).toMatchObject(call.expected)
    }
    expect(errors, 'errors that reached the page').toEqual([])
  })

  const lives: { live: LiveKind; expected: object }[] = [
    {
      live: { kind: 'throws' },
      expected: { name: 'RangeError', message: 'live threw before it had a promise' },
    },
    {
      live: { kind: 'rejects-oddly' },
      expected: { kind: 'thrown', value: { reason: 'not an Error' } },
    },
  ]
  test.for(lives)('when the live model $live.kind', async ({ live, expected }) => {
    const scope = testScope()
    const world = getWorld()
    const browser = await launchProfile(scope, { bfcache: true })
    const page = await world.open(browser, world.config(`isolation-live-${live.kind}`, { live }))
    const { shadowed, bare } = await settleBoth(page, { input: { id: 'x' } })
    expect(shadowed).toStrictEqual(bare)
    expect(shadowed).toMatchObject(expected)
  })
})

/** The highest number of `arrivals` that were open at once. */
const mostOpen = (arrivals: Arrival[]): number => {
  const changes = arrivals.flatMap(({ at, endedAt }) => [
    { at, by: 1 },
    { at: endedAt ?? Number.POSITIVE_INFINITY, by: -1 },
  ])
  let open = 0
  let most = 0
  // Of two events in the same millisecond, the end comes first: the next request used the slot of the ended one.
  for (const { by } of changes.toSorted((a, b) => a.at - b.at || a.by - b.by)) {
    open += by
    most = Math.max(most, open)
  }
  return most
}

describe('connections', () => {
  test('a hanging candidate on the same HTTP/1.1 origin does not delay live calls, in six tabs with 20 predictions each', async () => {
    const scope = testScope()
    const world = getWorld()
    const { models } = world
    const experiment = 'starvation'
    const config: HarnessConfig = world.config(experiment, {
      plan: { timeoutMs: 6_000, startWithinMs: 1_000 },
    })
    const browser = await launchProfile(scope, { bfcache: true })
    const tabs = await Promise.all(Array.from({ length: 6 }, () => world.open(browser, config)))
    models.faults.candidate = { kind: 'hang' }
    scope.defer(() => {
      models.faults.candidate = { kind: 'none' }
    })
    const firstArrival = models.arrivals.length

    const delay = watchDelay(scope, tabs[0]!)
    const served = await Promise.all(
      tabs.map((tab, n) =>
        tab.evaluate(
          async list => {
            let slowest = 0
            const answers: Settled[] = []
            for (const input of list) {
              const from = performance.now()
              answers.push(await window.harness!.predict(input))
              slowest = Math.max(slowest, performance.now() - from)
            }
            return { slowest, answers }
          },
          inputs(`tab-${n}`, 20),
        ),
      ),
    )
    // A call without a free connection would wait for the candidate's timeout, which is 6 s.
    expect(Math.max(...served.map(({ slowest }) => slowest))).toBeLessThan(2_000 + 5 * delay())

    // Only the tab itself can send pairs that it has not written yet.
    for (const tab of tabs) await deliver(tab)
    const status = await comeBackAndDeliver(world, browser, config)
    const shadowArrivals = models.arrivals.slice(firstArrival).filter(({ model }) => model === 'candidate')
    expect(shadowArrivals.length).toBeGreaterThan(0)
    expect(mostOpen(shadowArrivals), 'shadow requests open at once, over all tabs').toBeLessThanOrEqual(2)
    expect(models.arrivals.slice(firstArrival).filter(({ model }) => model === 'live')).toHaveLength(120)
    // This comes last, because it calls the live model again.
    for (const [n, { answers }] of served.entries()) {
      const bare = await tabs[n]!.evaluate(
        list => Promise.all(list.map(input => window.harness!.bare(input))),
        inputs(`tab-${n}`, 20),
      )
      expect(answers).toStrictEqual(bare)
      expect(answers.map(({ kind }) => kind)).toEqual(Array.from({ length: 20 }, () => 'value'))
    }

    const { finished } = await readLog(browser, world.origin, experiment)
    expect(await storedIds(world.collector, experiment)).toEqual(finished)
    const pairs = await world.collector.pairs(experiment)
    expect(new Set(pairs.map(pair => pair.candidate.status))).toEqual(new Set(['timeout']))
    expect(status).toMatchObject({ sampled: 120, delivered: finished.length })
    expect(total(status.dropped)).toBe(120 - finished.length)
  })

  test('only the shadow request has the shadow headers, with the id of its pair', async () => {
    const scope = testScope()
    const world = getWorld()
    const experiment = 'headers'
    const browser = await launchProfile(scope, { bfcache: true })
    const page = await world.open(browser, world.config(experiment))
    const first = world.models.arrivals.length
    const rejected = await page.evaluate(
      list => window.harness!.run(list, { parallel: 2 }),
      inputs('headers', 10),
    )
    expect(rejected).toBe(0)
    await deliver(page)
    const arrivals = world.models.arrivals.slice(first)
    const live = arrivals.filter(({ model }) => model === 'live')
    const candidate = arrivals.filter(({ model }) => model === 'candidate')
    expect(live.map(({ shadow, pairId }) => ({ shadow, pairId }))).toEqual(
      Array.from({ length: 10 }, () => ({ shadow: null, pairId: null })),
    )
    expect(candidate.map(({ shadow }) => shadow)).toEqual(Array.from({ length: 10 }, () => 'candidate'))
    expect(new Set(candidate.map(({ pairId }) => pairId))).toEqual(
      new Set(await storedIds(world.collector, experiment)),
    )
    expect(new Set(candidate.map(({ inputId }) => inputId))).toEqual(
      new Set(live.map(({ inputId }) => inputId)),
    )
  })
})
