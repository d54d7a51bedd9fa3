import type { CallContext } from '@shadow-mode/client'
import { expect, test, vi } from 'vitest'
import { type OnnxModelOptions, OnnxOptionError, OnnxWorkerError, onnxModel } from './index.ts'

const options: OnnxModelOptions<number, number> = {
  url: 'https://models.example/m.onnx',
  version: '1',
  encode: value => ({ features: { data: Float32Array.of(value), dims: [1, 1] } }),
  decode: () => 0,
}
const context: CallContext = { signal: undefined, note: () => undefined }

test.each([
  { option: 'url', wrong: { url: '' } },
  { option: 'version', wrong: { version: '' } },
  { option: 'outputs', wrong: { outputs: [] } },
  { option: 'outputs', wrong: { outputs: 'label' as never } },
  { option: 'loadTimeoutMs', wrong: { loadTimeoutMs: 0 } },
  { option: 'loadTimeoutMs', wrong: { loadTimeoutMs: Number.NaN } },
  { option: 'loadTimeoutMs', wrong: { loadTimeoutMs: 2 ** 31 } },
])('names the option that is wrong: $wrong', ({ option, wrong }) => {
  const create = () => onnxModel({ ...options, ...wrong })
  expect(create).toThrow(OnnxOptionError)
  expect(create).toThrow(expect.objectContaining({ option, message: expect.stringContaining(option) }))
})

test.each<[string, unknown, string]>([
  ['no options', undefined, 'onnxModel: options must be an object: { url, version, encode, decode }'],
  ['a URL', '/m.onnx', 'onnxModel: options must be an object: { url, version, encode, decode }'],
  [
    'a misspelt option',
    { ...options, decoder: () => 0 },
    'onnxModel: decoder is unknown. The options are url,',
  ],
  ['a codec', { ...options, codec: {} }, 'onnxModel: codec is unknown'],
  ['no encode', { ...options, encode: undefined }, 'onnxModel: encode must be a function'],
  ['no decode', { ...options, decode: 'probability' }, 'onnxModel: decode must be a function'],
  ['a worker instead of a function', { ...options, worker: {} }, 'onnxModel: worker must be a function'],
  ['no scheme', { ...options, url: '127.0.0.1:8080/m.onnx' }, 'onnxModel: url needs its scheme: http(s)://…'],
  [
    'a URL as assets',
    { ...options, assets: '/ort.wasm' },
    'onnxModel: assets must be an object: { wasm, mjs }',
  ],
])('says what to write instead of %s', (_what, wrong, message) => {
  expect(() => onnxModel(wrong as typeof options)).toThrow(message)
  expect(() => onnxModel(wrong as typeof options)).toThrow(OnnxOptionError)
})

test('is declared where there is no page and no worker, and fails there only when called', async () => {
  await expect(onnxModel(options).predict(1, context)).rejects.toMatchObject({
    name: 'OnnxWorkerError',
    code: 'worker-start',
    cause: expect.any(ReferenceError),
  })
  const relative = onnxModel({ ...options, url: '/m.onnx' })
  await expect(relative.predict(1, context)).rejects.toMatchObject({ name: 'OnnxOptionError', option: 'url' })
  expect(() => relative.stop?.()).not.toThrow()
})

test('an encode that throws is the call’s own error, and starts no worker', async () => {
  const worker = vi.fn<() => Worker>()
  const own = new TypeError('no such feature')
  const encode = () => {
    throw own
  }
  await expect(onnxModel({ ...options, worker, encode }).predict(1, context)).rejects.toBe(own)
  expect(worker).not.toHaveBeenCalled()
})

test('an aborted signal rejects with its reason before anything starts', async () => {
  const worker = vi.fn<() => Worker>()
  const aborted = { ...context, signal: AbortSignal.abort('early') }
  await expect(onnxModel({ ...options, worker }).predict(1, aborted)).rejects.toBe('early')
  expect(worker).not.toHaveBeenCalled()
})

test('the next call tries a new worker after one that could not be created', async () => {
  const worker = vi.fn<() => Worker>(() => {
    throw new Error('blocked by worker-src')
  })
  const model = onnxModel({ ...options, worker })
  for (const times of [1, 2]) {
    await expect(model.predict(1, context)).rejects.toThrow(OnnxWorkerError)
    expect(worker).toHaveBeenCalledTimes(times)
  }
})
