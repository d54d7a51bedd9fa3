import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { OnnxLoadError } from './errors/onnx-load-error.ts'
import { OnnxWorkerError } from './errors/onnx-worker-error.ts'
import { startModelWorker } from './model-worker.ts'
import type { Tensors } from './tensors/tensors.ts'
import type { WorkerReply, WorkerRequest } from './worker/messages.ts'

/** A worker whose replies come from the test. */
class FakeWorker extends EventTarget implements Worker {
  onmessage = null
  onmessageerror = null
  onerror = null
  readonly sent: WorkerRequest[] = []
  readonly terminate = vi.fn<() => void>()

  postMessage(request: WorkerRequest): void {
    this.sent.push(request)
  }

  reply(data: WorkerReply): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }

  /** The inputs of the runs that were sent, by name. */
  get runs(): string[] {
    return this.sent.flatMap(request => (request.type === 'run' ? Object.keys(request.inputs) : []))
  }

  answer(name: string): void {
    const run = this.sent.find(request => request.type === 'run' && name in request.inputs)
    if (run?.type !== 'run') throw new Error(`${name} was not sent`)
    this.reply({ type: 'ran', id: run.id, outputs: { [name]: { data: [name], dims: [1] } }, memoryBytes: 1 })
  }
}

const named = (name: string): Tensors => ({ [name]: { data: new Float32Array(1), dims: [1] } })
const settled = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error)

function start() {
  const worker = new FakeWorker()
  const onEnd = vi.fn<() => void>()
  const model = startModelWorker({
    open: () => worker,
    load: {
      type: 'load',
      url: 'http://localhost/m.onnx',
      externalData: {},
      wasm: 'http://localhost/ort.wasm',
    },
    loadTimeoutMs: 1_000,
    onEnd,
  })
  return { worker, onEnd, model }
}

async function startLoaded() {
  const started = start()
  started.worker.reply({ type: 'loaded', unreadable: {} })
  await started.model.loaded
  return started
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('sends one run at a time, in order', async () => {
  const { worker, model } = await startLoaded()
  const both = [model.run(named('a'), undefined), model.run(named('b'), undefined)]
  await vi.waitFor(() => expect(worker.runs).toEqual(['a']))
  worker.answer('a')
  await vi.waitFor(() => expect(worker.runs).toEqual(['a', 'b']))
  worker.answer('b')
  expect((await Promise.all(both)).map(({ outputs }) => Object.keys(outputs))).toEqual([['a'], ['b']])
})

test('an aborted run ends at once, its late reply reaches nobody, and the next keeps its turn', async () => {
  const { worker, model } = await startLoaded()
  const controller = new AbortController()
  const cut = settled(model.run(named('slow'), controller.signal))
  const next = model.run(named('next'), undefined)
  await vi.waitFor(() => expect(worker.runs).toEqual(['slow']))
  controller.abort('too slow')
  expect(await cut).toBe('too slow')
  expect(worker.runs).toEqual(['slow'])
  worker.answer('slow')
  await vi.waitFor(() => expect(worker.runs).toEqual(['slow', 'next']))
  worker.answer('next')
  expect(Object.keys((await next).outputs)).toEqual(['next'])
})

test('a run that is aborted before its turn is never sent', async () => {
  const { worker, model } = await startLoaded()
  const controller = new AbortController()
  const first = model.run(named('first'), undefined)
  const cut = settled(model.run(named('cut'), controller.signal))
  const last = model.run(named('last'), undefined)
  controller.abort('gone')
  expect(await cut).toBe('gone')
  worker.answer('first')
  await vi.waitFor(() => expect(worker.runs).toEqual(['first', 'last']))
  worker.answer('last')
  await Promise.all([first, last])
})

test('a reply with an unknown id is dropped', async () => {
  const { worker, model } = await startLoaded()
  const run = model.run(named('a'), undefined)
  await vi.waitFor(() => expect(worker.runs).toEqual(['a']))
  worker.reply({ type: 'ran', id: 99, outputs: named('foreign'), memoryBytes: 1 })
  worker.reply({ type: 'run-failed', id: 98, code: 'run-session', message: 'foreign' })
  worker.answer('a')
  expect(Object.keys((await run).outputs)).toEqual(['a'])
})

test.each(['error', 'messageerror'])('a worker that dies by %s rejects all who wait', async type => {
  const { worker, model, onEnd } = await startLoaded()
  const all = [model.run(named('a'), undefined), model.run(named('b'), undefined)].map(settled)
  await vi.waitFor(() => expect(worker.runs).toEqual(['a']))
  const event = new Event(type, { cancelable: true })
  worker.dispatchEvent(event)
  for (const error of await Promise.all(all)) {
    expect(error).toBeInstanceOf(OnnxWorkerError)
    expect(error).toMatchObject({ code: 'worker-died' })
  }
  expect(event.defaultPrevented).toBe(true)
  expect(worker.terminate).toHaveBeenCalledOnce()
  expect(onEnd).toHaveBeenCalledOnce()
  await expect(model.run(named('later'), undefined)).rejects.toMatchObject({ code: 'worker-died' })
})

test('a worker whose script does not load says what may be wrong', async () => {
  const { worker, model } = start()
  const run = settled(model.run(named('a'), undefined))
  worker.dispatchEvent(new Event('error', { cancelable: true }))
  expect(await run).toMatchObject({
    name: 'OnnxWorkerError',
    code: 'worker-start',
    message: expect.stringMatching(/worker-src.*optimizeDeps\.exclude/),
  })
})

test('a load that takes longer than its timeout ends the worker', async () => {
  const { worker, model, onEnd } = start()
  const run = settled(model.run(named('a'), undefined))
  vi.advanceTimersByTime(999)
  expect(onEnd).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  await expect(model.loaded).rejects.toMatchObject({ code: 'load-timeout', name: 'OnnxLoadError' })
  expect(await run).toBeInstanceOf(OnnxLoadError)
  expect(worker.terminate).toHaveBeenCalledOnce()
  expect(onEnd).toHaveBeenCalledOnce()
})

test('the load timeout does not count once the model is loaded', async () => {
  const { worker, model } = await startLoaded()
  vi.advanceTimersByTime(10_000)
  const run = model.run(named('a'), undefined)
  await vi.waitFor(() => expect(worker.runs).toEqual(['a']))
  worker.answer('a')
  await run
  expect(worker.terminate).not.toHaveBeenCalled()
})

test('a failed load rejects all who wait, with its code', async () => {
  const { worker, model } = start()
  const run = settled(model.run(named('a'), undefined))
  worker.reply({ type: 'load-failed', code: 'load-fetch', message: 'HTTP 404' })
  await expect(model.loaded).rejects.toMatchObject({ code: 'load-fetch', message: 'HTTP 404' })
  expect(await run).toBeInstanceOf(OnnxLoadError)
  expect(worker.runs).toEqual([])
})

test('tensors that cannot be sent fail their own call only', async () => {
  const { worker, model } = await startLoaded()
  vi.spyOn(worker, 'postMessage').mockImplementationOnce(() => {
    throw new DOMException('already detached', 'DataCloneError')
  })
  await expect(model.run(named('a'), undefined)).rejects.toMatchObject({
    name: 'OnnxRunError',
    code: 'run-input',
    message: expect.stringContaining('already detached'),
  })
  const next = model.run(named('b'), undefined)
  await vi.waitFor(() => expect(worker.runs).toEqual(['b']))
  worker.answer('b')
  await next
})
