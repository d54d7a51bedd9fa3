import { createContext, runInContext } from 'node:vm'
import type * as Native from '@shadow-mode/client/native'
import type * as Plain from '@shadow-mode/client/plain'
import { startCollector } from '@shadow-mode/test-support/servers/collector-process.ts'
import { faultyModels, type TestInput } from '@shadow-mode/test-support/servers/faulty-models.ts'
import { listen } from '@shadow-mode/test-support/servers/listen.ts'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import { expect, test } from 'vitest'
import { bundleScript } from './bundle-script.ts'
import { storedIds } from './stored-ids.ts'
import { testScope } from './test-scope.ts'

/** The globals of every JavaScript runtime with fetch, besides the language itself. */
const common = () => ({
  fetch: (url: string, init: RequestInit) => fetch(url, init),
  Headers,
  Request,
  Response,
  FormData,
  TextEncoder,
  setTimeout,
  clearTimeout,
  performance: { now: () => performance.now() },
})

/**
 * Hermes in React Native has `window`, but no document, DOMException, structuredClone or crypto. Its URL is incomplete.
 */
const reactNative = () => {
  class IncompleteAbortController {
    #real = new AbortController()
    signal = this.#real.signal
    abort() {
      this.#real.abort()
    }
  }
  class IncompleteUrl {
    href: string
    constructor(url: string) {
      this.href = url
    }
    get origin(): string {
      throw new Error('not implemented')
    }
  }
  const globals = { ...common(), AbortController: IncompleteAbortController, URL: IncompleteUrl }
  return Object.assign(globals, { window: globals, navigator: { product: 'ReactNative' } })
}

/** The globals of Cloudflare's Workers. They throw where those throw. */
const edgeWorker = () => {
  const scope = { inRequest: false }
  const onlyInRequest = <Arguments extends unknown[], Result>(run: (...given: Arguments) => Result) => {
    return (...given: Arguments) => {
      if (!scope.inRequest) throw new Error('Disallowed operation called within global scope')
      return run(...given)
    }
  }
  const workerFetch = onlyInRequest((url: string, init: RequestInit = {}) => {
    for (const field of ['credentials', 'cache', 'mode'] as const) {
      if (init[field] !== undefined) throw new Error(`The '${field}' field is not implemented.`)
    }
    return fetch(url, init)
  })
  const globals = {
    ...common(),
    fetch: workerFetch,
    setTimeout: onlyInRequest((run: () => void, delayMs: number) => Number(setTimeout(run, delayMs))),
    clearTimeout: (id: number) => clearTimeout(id),
    AbortController,
    AbortSignal,
    DOMException,
    ReadableStream,
    URL,
    crypto: {
      getRandomValues: onlyInRequest((array: Uint32Array<ArrayBuffer>) => crypto.getRandomValues(array)),
    },
    structuredClone,
    WebSocketPair: Object,
    // The clock does not advance while a request computes.
    performance: { now: () => 0 },
  }
  return { globals, scope }
}

/** Runs the script in a realm that has only these globals. Returns its exports and the realm's JSON parser. */
const load = (script: string, globals: object): { bundle: unknown; parse: typeof JSON.parse } => {
  const context = createContext(globals)
  runInContext(script, context)
  return runInContext('({ bundle, parse: JSON.parse })', context)
}

const start = async (experiment: string) => {
  const scope = testScope()
  const models = faultyModels()
  const origin = await listen(scope, [models.handler])
  const collector = await startCollector(scope, { allowOrigin: origin })
  const options = ({ httpModel }: Pick<typeof Native, 'httpModel'>) => ({
    experiment,
    live: httpModel({ url: `${origin}/v1/predict`, version: '1' }),
    candidate: httpModel({ url: `${origin}/v2/predict`, version: '2' }),
    collector: { url: collector.url, key: collector.key },
    plan: { serve: 'live' as const, shadowRate: 1, timeoutMs: 300 },
  })
  return { scope, models, collector, options }
}

/** The simplest phone that React Native's interfaces allow. */
const createPhone = () => {
  const content = new Map<string, string>()
  return {
    appState: { addEventListener: () => ({ remove() {} }) },
    asyncStorage: {
      getAllKeys: async () => [...content.keys()],
      multiGet: async (keys: readonly string[]) => keys.map(key => [key, content.get(key) ?? null] as const),
      multiSet: async (records: [string, string][]) => {
        for (const [key, text] of records) content.set(key, text)
      },
      multiRemove: async (keys: string[]) => {
        for (const key of keys) content.delete(key)
      },
    },
  }
}

const runsEnd = ({ status }: Pick<Native.ShadowClient<never, never>, 'status'>) =>
  until(
    () => status().running === 0,
    () => JSON.stringify(status()),
  )

test.each(['@shadow-mode/client', '@shadow-mode/client/native', '@shadow-mode/client/plain'])(
  'importing %s needs no globals besides the language',
  async entry => {
    const script = await bundleScript(testScope(), entry)
    expect(load(script, {}).bundle).toMatchObject({ createShadowClient: expect.any(Function) })
  },
)

test('React Native: one script without chunks runs in Hermes, and the next start of the app delivers its pairs', async () => {
  const { scope, models, collector, options } = await start('native')
  const script = await bundleScript(scope, '@shadow-mode/client/native')
  const phone = createPhone()
  const startApp = async () => {
    const { bundle, parse } = load(script, reactNative())
    const native = bundle as typeof Native
    const shadow = native.createShadowClient(options(native), await native.nativePlatform(phone))
    // The objects of an app come from the app's realm.
    return { ...shadow, predict: (input: TestInput) => shadow.predict(parse(JSON.stringify(input))) }
  }
  const first = await startApp()
  for (let n = 0; n < 20; n++) {
    expect(await first.predict({ id: `${n}` })).toMatchObject({ id: `${n}` })
  }
  await expect(first.predict({ id: 'refused', refuse: 422 })).rejects.toMatchObject({ status: 422 })
  await runsEnd(first)
  models.faults.candidate = { kind: 'hang' }
  await first.predict({ id: 'late' })
  await runsEnd(first)
  expect(first.status()).toMatchObject({ sampled: 22, dropped: {} })
  await first.close()

  const second = await startApp()
  await second.flush()
  expect(second.status()).toMatchObject({ sampled: 22, delivered: 22, queued: 0 })
  await until(
    async () => (await storedIds(collector, 'native')).length === 22,
    () => 'all pairs are stored',
  )
  const statuses = (await collector.pairs('native')).map(pair => pair.candidate.status)
  expect(statuses.filter(status => status === 'timeout')).toHaveLength(1)
  await second.close()
})

test('React Native: live answers when a serving candidate hangs', async () => {
  const { scope, models, options } = await start('native-serving')
  const { bundle } = load(await bundleScript(scope, '@shadow-mode/client/native'), reactNative())
  const native = bundle as typeof Native
  const plan = { serve: 'candidate' as const, shadowRate: 0, timeoutMs: 300 }
  models.faults.candidate = { kind: 'hang' }
  const shadow = native.createShadowClient(
    { ...options(native), plan },
    await native.nativePlatform(createPhone()),
  )
  expect(await shadow.predict({ id: 'a' })).toMatchObject({ id: 'a' })
  expect(models.arrivals.map(({ model }) => model)).toEqual(['candidate', 'live'])
  await shadow.close()
})

test('edge worker: a client that is created outside a request predicts and flushes within one', async () => {
  const { scope, collector, options } = await start('edge')
  const worker = edgeWorker()
  const script = await bundleScript(scope, '@shadow-mode/client/plain')
  const plain = load(script, worker.globals).bundle as typeof Plain
  const shadow = plain.createShadowClient(options(plain))
  worker.scope.inRequest = true
  for (let n = 0; n < 20; n++) await shadow.predict({ id: `${n}` })
  await shadow.flush()
  expect(shadow.status()).toMatchObject({ sampled: 20, delivered: 20, running: 0, dropped: {} })
  await until(
    async () => (await storedIds(collector, 'edge')).length === 20,
    () => 'all pairs are stored',
  )
  const pairs = await collector.pairs('edge')
  expect(new Set(pairs.flatMap(({ live, candidate }) => [live.status, candidate.status]))).toEqual(
    new Set(['ok']),
  )
  await shadow.close()
})
