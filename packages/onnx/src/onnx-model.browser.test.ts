import type { CallContext, CallFacts } from '@shadow-mode/client'
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest'
import { commands } from 'vitest/browser'
import { OnnxLoadError, type OnnxModelOptions, OnnxRunError, OnnxWorkerError, onnxModel } from './index.ts'
import { openWorker } from './open-worker.ts'

const sharedData = inject('sharedData')
const liveUrl = new URL('../../../apps/model-service/models/live.onnx', import.meta.url)
const candidateUrl = new URL('../../../apps/model-service/models/candidate.onnx', import.meta.url)
const ortWasm = new URL('../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm', import.meta.url)
  .pathname
const ortMjs = new URL('../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.mjs', import.meta.url)

// Repeats the definition in data/credit/README.md, because an oracle must not share code with what it checks.
const LIVE =
  'LIMIT_BAL EDUCATION AGE PAY_0 PAY_2 PAY_3 BILL_AMT1 BILL_AMT2 BILL_AMT3 PAY_AMT1 PAY_AMT2 PAY_AMT3'
const CANDIDATE = `${LIVE} PAY_4 PAY_5 UTILISATION SPENDING_SHARE REPAYMENTS_LOG`
const EDUCATION = ['graduate', 'university', 'high_school', 'other']
type Applicant = { [name: string]: number | string | undefined }
const first = [
  470000, 2, 35, 0, 0, 0, 218675, 225519, 230011, 8717, 8000, 6671, 0, 0, 0.465266, 0.003985, 8.944355,
]

const toFeatures = (applicant: Applicant, names: string): number[] =>
  names.split(' ').map(name => {
    const value = applicant[name]
    return typeof value === 'string' ? EDUCATION.indexOf(value) + 1 : Number(value)
  })

const options: OnnxModelOptions<number[], number> = {
  url: candidateUrl,
  version: '2.0.0',
  encode: values => ({ features: { data: Float32Array.from(values), dims: [1, values.length] } }),
  decode: outputs => Number(outputs['probability']?.data[0]),
}

/** Written so that Vite sees a worker. Otherwise, vitest breaks the worker's dynamic import. */
const openForVitest = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })

/** Creates a model that stops when the test ends, and counts its workers. */
function startModel(changes: Partial<OnnxModelOptions<number[], number>> = {}) {
  const open = vi.fn<() => Worker>(changes.worker ?? openWorker)
  const model = onnxModel({ ...options, ...changes, worker: open })
  onTestFinished(() => model.stop?.())
  return { model, open }
}

function call(signal?: AbortSignal) {
  const facts: CallFacts = {}
  const context: CallContext = { signal, note: told => Object.assign(facts, told) }
  return { facts, context }
}

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => Promise.reject(new Error('resolved')),
    (error: unknown) => error,
  )

describe('a real model in a real worker', () => {
  test.skipIf(!sharedData).each([
    { role: 'live', url: liveUrl, names: LIVE },
    { role: 'candidate', url: candidateUrl, names: CANDIDATE },
  ] as const)('$role gives the 40 golden predictions', async ({ role, url, names }) => {
    const text = await commands.readFile([sharedData, 'credit/reference/golden-predictions.json'].join('/'))
    const golden: { input: Applicant; live: number; candidate: number }[] = JSON.parse(text)
    const { model } = startModel({ url })
    expect(golden).toHaveLength(40)
    for (const { input, ...expected } of golden) {
      const probability = await model.predict(toFeatures(input, names), call().context)
      expect(Math.abs(probability - expected[role])).toBeLessThan(1e-6)
    }
  })

  test('opens nothing before the first call, one worker for all, and tells what ran', async () => {
    const { model, open } = startModel()
    expect(open).not.toHaveBeenCalled()
    const [one, two] = [call(), call()]
    await model.predict(first, one.context)
    await model.predict(first, two.context)
    expect(open).toHaveBeenCalledOnce()
    const digest = await crypto.subtle.digest('SHA-256', await (await fetch(candidateUrl)).arrayBuffer())
    const modelSha256 = [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('')
    const told = { provider: 'wasm', modelSha256, memoryBytes: expect.any(Number) }
    expect(one.facts.runtime).toEqual({ ...told, cold: true })
    expect(two.facts.runtime).toEqual({ ...told, cold: false })
    expect(two.facts.runtime?.memoryBytes).toBeGreaterThan(1_000_000)
    expect(model).toMatchObject({ version: '2.0.0', origin: null })
  })

  test('gives each of many calls at once its own answer', async () => {
    const { model } = startModel()
    const inputs = Array.from({ length: 20 }, (_, index) => first.with(2, 20 + index))
    const together = await Promise.all(inputs.map(input => model.predict(input, call().context)))
    for (const [index, input] of inputs.entries())
      expect(together[index]).toBe(await model.predict(input, call().context))
    expect(new Set(together).size).toBe(20)
  })

  test('moves whole buffers to the worker, and leaves the rest of a larger one alone', async () => {
    const whole = Float32Array.from(first)
    const larger = Float32Array.from([...first, 7])
    const part = larger.subarray(0, first.length)
    const { model } = startModel({
      encode: ([use]) => ({ features: { data: use ? whole : part, dims: [1, 17] } }),
    })
    expect(await model.predict([0], call().context)).toBe(await model.predict([1], call().context))
    expect(whole.byteLength).toBe(0)
    expect(larger.at(-1)).toBe(7)
  })

  test.each([
    { name: 'wasm and mjs', assets: { wasm: ortWasm, mjs: ortMjs } },
    { name: 'wasm alone', assets: { wasm: new URL(ortWasm, location.href) } },
  ])('takes its runtime from the given assets: $name', async ({ assets }) => {
    const { model } = startModel({ assets, worker: openForVitest })
    expect(await model.predict(first, call().context)).toBeCloseTo(0.0665864931, 6)
  })
})

describe('a load that fails', () => {
  test.each([
    { assets: { wasm: '/gone.wasm' }, why: 'wasm' },
    { assets: { wasm: ortWasm, mjs: '/gone.mjs' }, why: 'mjs' },
  ])('by its $why', async ({ assets }) => {
    const { model } = startModel({ assets })
    const error = await failure(model.predict(first, call().context))
    expect(error).toBeInstanceOf(OnnxLoadError)
    const message = expect.stringContaining(
      `Set assets.wasm if its file is not at ${new URL(assets.wasm, location.href).href}`,
    )
    expect(error).toMatchObject({ code: 'load-session', message })
  })

  test('by the page that a server gives where a file is missing', async () => {
    const { model } = startModel({ url: 'data:text/html,<!doctype html><title>App</title>' })
    const error = await failure(model.predict(first, call().context))
    expect(error).toMatchObject({ code: 'load-session', message: expect.stringContaining('a page of HTML') })
  })

  test('by a file that is no model is told, and tried again by the next call', async () => {
    const { model, open } = startModel({ url: new URL('./index.ts', import.meta.url) })
    for (const opened of [1, 2]) {
      const error = await failure(model.predict(first, call().context))
      expect(error).toBeInstanceOf(OnnxLoadError)
      expect(error).toMatchObject({ code: 'load-session', message: expect.stringContaining('index.ts') })
      expect(open).toHaveBeenCalledTimes(opened)
    }
  })

  test('by a server that is not there', async () => {
    const { model } = startModel({ url: 'http://127.0.0.1:1/candidate.onnx' })
    const error = await failure(model.predict(first, call().context))
    expect(error).toMatchObject({ name: 'OnnxLoadError', code: 'load-fetch' })
  })

  test('by a script that is no worker', async () => {
    const { model } = startModel({
      worker: () => new Worker('data:text/javascript,throw new Error("broken")', { type: 'module' }),
    })
    const error = await failure(model.predict(first, call().context))
    expect(error).toBeInstanceOf(OnnxWorkerError)
    expect(error).toMatchObject({ code: 'worker-died', message: expect.stringContaining('broken') })
  })
})

describe('a call that fails', () => {
  test('by its tensors leaves the model loaded', async () => {
    const { model, open } = startModel({
      encode: values => ({ features: { data: Float32Array.from(values), dims: [1, 17] } }),
    })
    const error = await failure(model.predict([1, 2], call().context))
    expect(error).toBeInstanceOf(OnnxRunError)
    expect(error).toMatchObject({ code: 'run-input', message: expect.stringContaining('"features"') })
    expect(await model.predict(first, call().context)).toBeCloseTo(0.0665864931, 6)
    expect(open).toHaveBeenCalledOnce()
  })

  test('by the graph itself tells the reason of the runtime', async () => {
    const { model } = startModel({
      encode: values => ({ features: { data: Float32Array.from(values), dims: [values.length] } }),
    })
    const error = await failure(model.predict(first, call().context))
    expect(error).toMatchObject({
      name: 'OnnxRunError',
      code: 'run-session',
      message: expect.stringContaining('features'),
    })
  })
})

test('an abort during the load ends the call at once; the load goes on for the next', async () => {
  const { model, open } = startModel()
  const controller = new AbortController()
  const cut = failure(model.predict(first, call(controller.signal).context))
  const next = call()
  const answer = model.predict(first, next.context)
  controller.abort('changed their mind')
  expect(await cut).toBe('changed their mind')
  expect(await answer).toBeCloseTo(0.0665864931, 6)
  expect(next.facts.runtime?.cold).toBe(true)
  expect(open).toHaveBeenCalledOnce()
})

test('stop ends the waiting calls; the model can be used again', async () => {
  const { model, open } = startModel()
  await model.predict(first, call().context)
  const waiting = [
    failure(model.predict(first, call().context)),
    failure(model.predict(first, call().context)),
  ]
  model.stop?.()
  for (const error of await Promise.all(waiting)) {
    expect(error).toBeInstanceOf(OnnxWorkerError)
    expect(error).toMatchObject({ code: 'worker-stopped' })
  }
  const again = call()
  expect(await model.predict(first, again.context)).toBeCloseTo(0.0665864931, 6)
  expect(again.facts.runtime?.cold).toBe(true)
  expect(open).toHaveBeenCalledTimes(2)
})

test('a worker that dies ends the waiting calls; the next call gets a new one', async () => {
  const workers: Worker[] = []
  const { model, open } = startModel({
    worker: () => {
      const worker = openWorker()
      workers.push(worker)
      return worker
    },
  })
  await model.predict(first, call().context)
  const waiting = failure(model.predict(first, call().context))
  workers[0]?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }))
  expect(await waiting).toMatchObject({
    name: 'OnnxWorkerError',
    code: 'worker-died',
    message: expect.stringContaining('out of memory'),
  })
  expect(await model.predict(first, call().context)).toBeCloseTo(0.0665864931, 6)
  expect(open).toHaveBeenCalledTimes(2)
})

test('what decode throws is the call’s own error', async () => {
  const own = new RangeError('no such class')
  const { model, open } = startModel({
    decode: () => {
      throw own
    },
  })
  expect(await failure(model.predict(first, call().context))).toBe(own)
  expect(await failure(model.predict(first, call().context))).toBe(own)
  expect(open).toHaveBeenCalledOnce()
})
