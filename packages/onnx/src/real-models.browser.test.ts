import type { CallContext, CallFacts } from '@shadow-mode/client'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  type OnnxModelOptions,
  onnxModel,
  type Tensor,
  type TensorData,
  type Tensors,
  type TensorType,
} from './index.ts'

// Models as common tools write them. test-models/make-models.py makes them.

const fileUrl = (name: string): URL => new URL(`../test-models/${name}`, import.meta.url)

type Options = Partial<OnnxModelOptions<Tensors, Tensors>>

/** Creates a model whose inputs and outputs are the graph's own. */
function startModel(file: string, options: Options = {}) {
  const model = onnxModel<Tensors, Tensors>({
    url: fileUrl(`${file}.onnx`),
    version: '1',
    encode: inputs => inputs,
    decode: outputs => outputs,
    ...options,
  })
  onTestFinished(() => model.stop?.())
  return model
}

const context = (facts: CallFacts = {}): CallContext => ({
  signal: undefined,
  note: told => Object.assign(facts, told),
})

const run = (file: string, inputs: Tensors, options?: Options): Promise<Tensors> =>
  Promise.resolve(startModel(file, options).predict(inputs, context()))

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => Promise.reject(new Error('resolved')),
    (error: unknown) => error,
  )

/** As JavaScript may write it. */
const tensor = (data: unknown, type?: string) => ({ data, dims: [1], ...(type && { type }) }) as Tensor
const hex = async (bytes: BufferSource) =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map(it => it.toString(16).padStart(2, '0'))
    .join('')
const ones = (): Tensors => ({ x: { data: new Float32Array(8).fill(1), dims: [1, 8] } })
const filled = (value: number) => ({ type: 'float32', data: new Float32Array(8).fill(value), dims: [1, 8] })
const row = (): Tensors => ({ x: { data: Float32Array.of(1, 2), dims: [1, 2] } })
const list = (): Tensors => ({ x: { data: Float32Array.of(1, 2), dims: [2] } })

describe('models of sklearn', () => {
  test('the default: the label is read, and a map of probabilities is left alone', async () => {
    const outputs = await run('zipmap', row())
    expect(Object.keys(outputs)).toEqual(['output_label'])
    expect(outputs['output_label']).toEqual({ type: 'int64', data: BigInt64Array.of(1n), dims: [1] })
  })

  test('reading the map fails the call, and the error says how to convert the model', async () => {
    const model = startModel('zipmap', {
      decode: ({ output_probability: map }) => ({ ...(map && { map }) }),
    })
    expect(await failure(Promise.resolve(model.predict(row(), context())))).toMatchObject({
      name: 'OnnxRunError',
      code: 'run-output',
      message: expect.stringMatching(
        /"output_probability" is a map or a sequence.*options={'zipmap': False/s,
      ),
    })
  })

  test('string labels', async () => {
    const outputs = await run('zipmap-strings', row())
    expect(outputs['output_label']).toEqual({ type: 'string', data: ['good'], dims: [1] })
  })

  test.each([
    { file: 'tensors', read: ['label', 'probabilities'] },
    { file: 'columns', read: ['output_label', 'i0', 'i1'] },
    { file: 'regressor', read: ['variable'] },
    { file: 'two-labels', read: ['label'] },
  ])('$file gives all its tensors', async ({ file, read }) => {
    expect(Object.keys(await run(file, row()))).toEqual(read)
  })

  test('words as inputs', async () => {
    const inputs: Tensors = { x: { data: ['red', 'big'], dims: [1, 2] } }
    expect((await run('words', inputs))['variable']).toMatchObject({ type: 'float32', dims: [1, 1] })
  })
})

describe('outputs', () => {
  test('only the named ones are read', async () => {
    expect(Object.keys(await run('tensors', row(), { outputs: ['probabilities'] }))).toEqual([
      'probabilities',
    ])
  })

  test.each([
    { file: 'sequence', left: 'pair' },
    { file: 'optional', left: 'maybe' },
  ])('of a $file are left alone', async ({ file, left }) => {
    const outputs = await run(file, list())
    expect(outputs).toEqual({ y: { type: 'float32', data: Float32Array.of(1, 2), dims: [2] } })
    expect(() => outputs[left]).toThrow(expect.objectContaining({ code: 'run-output' }))
  })

  test('a scalar has no dims', async () => {
    expect(await run('scalar', list())).toEqual({
      y: { type: 'float32', data: Float32Array.of(3), dims: [] },
    })
  })

  test.each([
    {
      file: 'sequence',
      outputs: ['pair'],
      says: /outputs names "pair".*can read .*: "y".*cannot read .*: "pair"/,
    },
    {
      file: 'tensors',
      outputs: ['proba'],
      says: /outputs names "proba".*can read .*: "label", "probabilities"/,
    },
    { file: 'sequence-alone', outputs: undefined, says: /No output can be read.*can read .*: none.*"pair"/ },
    { file: 'type-int4', outputs: undefined, says: /No output can be read/ },
    { file: 'type-uint4', outputs: ['y'], says: /outputs names "y"/ },
  ])('$file cannot give $outputs', async ({ file, outputs, says }) => {
    expect(await failure(run(file, list(), outputs && { outputs }))).toMatchObject({
      name: 'OnnxLoadError',
      code: 'load-outputs',
      message: expect.stringMatching(says),
    })
  })
})

describe('weights in other files', () => {
  const one = { 'external.onnx.data': fileUrl('external.onnx.data') }

  test('are loaded by the paths in the model', async () => {
    expect(await run('external', ones(), { externalData: one })).toEqual({ y: filled(2) })
    const two = { 'second.bin': fileUrl('second.bin').href, 'first.bin': fileUrl('first.bin') }
    expect(await run('external-two', ones(), { externalData: two })).toEqual({ y: filled(4) })
  })

  test('belong to the digest, in the order of their paths', async () => {
    const files = ['external-two.onnx', 'first.bin', 'second.bin']
    const digests = files.map(async file => hex(await (await fetch(fileUrl(file))).arrayBuffer()))
    const facts: CallFacts = {}
    const externalData = { 'second.bin': fileUrl('second.bin'), 'first.bin': fileUrl('first.bin') }
    await startModel('external-two', { externalData }).predict(ones(), context(facts))
    expect(facts.runtime?.modelSha256).toBe(
      await hex(new TextEncoder().encode((await Promise.all(digests)).join(''))),
    )
  })

  test.each([
    { externalData: undefined, says: /external\.onnx\.data.*Give the URL .* externalData.*It has none/s },
    {
      externalData: { 'other.data': fileUrl('first.bin') },
      says: /external\.onnx\.data.*It has "other\.data"/s,
    },
  ])('that are not named: $externalData', async ({ externalData, says }) => {
    expect(await failure(run('external', ones(), externalData && { externalData }))).toMatchObject({
      name: 'OnnxLoadError',
      code: 'load-session',
      message: expect.stringMatching(says),
    })
  })

  test('that are not there', async () => {
    const externalData = { 'external.onnx.data': 'http://127.0.0.1:1/external.onnx.data' }
    expect(await failure(run('external', ones(), { externalData }))).toMatchObject({
      code: 'load-fetch',
      message: expect.stringContaining('http://127.0.0.1:1/external.onnx.data'),
    })
  })

  test('with a URL that is none', async () => {
    const externalData = { 'external.onnx.data': 'http://' }
    expect(await failure(run('external', ones(), { externalData }))).toMatchObject({
      name: 'OnnxOptionError',
      option: 'externalData["external.onnx.data"]',
    })
  })
})

type Case = { type: TensorType; data: TensorData; gives?: TensorData }

const TYPES: Case[] = [
  {
    type: 'float16',
    data: Float32Array.of(1, -0.5, 65504, 1 / 3),
    gives: Float32Array.of(1, -0.5, 65504, 0.333251953125),
  },
  { type: 'float16', data: Uint16Array.of(0x3c00, 0x7c00), gives: Float32Array.of(1, Infinity) },
  { type: 'float32', data: Float32Array.of(1.5, Number.NaN) },
  { type: 'float64', data: Float64Array.of(1.1, 2 ** 60) },
  { type: 'int8', data: Int8Array.of(-128, 127) },
  { type: 'int16', data: Int16Array.of(-32768) },
  { type: 'int32', data: Int32Array.of(-(2 ** 31)) },
  { type: 'int64', data: BigInt64Array.of(-(2n ** 63n)) },
  { type: 'uint8', data: Uint8Array.of(255) },
  { type: 'uint16', data: Uint16Array.of(65535) },
  { type: 'uint32', data: Uint32Array.of(2 ** 32 - 1) },
  { type: 'uint64', data: BigUint64Array.of(2n ** 64n - 1n) },
  { type: 'string', data: ['', 'é', '日本'] },
  { type: 'bool', data: [true, false], gives: Uint8Array.of(0, 1) },
  { type: 'bool', data: Uint8Array.of(1, 0), gives: Uint8Array.of(0, 1) },
]

const EMPTY: Case[] = [
  { type: 'string', data: [] },
  { type: 'bool', data: [], gives: new Uint8Array() },
  { type: 'bool', data: new Uint8Array(), gives: new Uint8Array() },
  { type: 'float16', data: new Float32Array(), gives: new Float32Array() },
  { type: 'int64', data: new BigInt64Array() },
]

describe('types', () => {
  test.each([...TYPES, ...EMPTY])('$type of $data: named, or the one of the model', async one => {
    const { type, data, gives = data } = one
    const dims = [data.length]
    const model = startModel(`type-${type}`)
    const expected = { y: { type, data: gives, dims } }
    for (const input of [
      { data, dims },
      { type, data, dims },
    ] satisfies Tensor[])
      expect(await model.predict({ x: structuredClone(input) }, context())).toEqual(expected)
  })

  test('half precision is calculated by the engine', async () => {
    const inputs: Tensors = { x: { type: 'float16', data: Float32Array.of(1.5, 40_000), dims: [2] } }
    expect((await run('half', inputs))['y']?.data).toEqual(Float32Array.of(3, Infinity))
  })
})

describe('inputs that do not fit', () => {
  test.each([
    {
      file: 'type-int64',
      x: tensor(Float32Array.of(1)),
      says: '"x" is int64 in the model. Its data must be a BigInt64Array, not Float32Array',
    },
    {
      file: 'type-float32',
      x: tensor([1]),
      says: '"x" is float32 in the model. Its data must be a Float32Array, not Array',
    },
    {
      file: 'type-float16',
      x: tensor(Int32Array.of(1)),
      says: 'must be a Float32Array or a Uint16Array, not Int32Array',
    },
    { file: 'type-string', x: tensor([1]), says: 'must be an array of strings, not Array' },
    {
      file: 'type-bool',
      x: tensor(['yes']),
      says: 'must be an array of booleans or a Uint8Array, not Array',
    },
    { file: 'type-float32', x: tensor(undefined), says: 'must be a Float32Array, not Undefined' },
    {
      file: 'type-float32',
      x: tensor(Float32Array.of(1), 'float16'),
      says: '"x" is float32 in the model, not float16',
    },
    { file: 'type-float32', x: { ...tensor(Float32Array.of(1)), dims: [2] }, says: '"x" is no valid tensor' },
  ])('$file: $says', async ({ file, x, says }) => {
    expect(await failure(run(file, { x }))).toMatchObject({
      name: 'OnnxRunError',
      code: 'run-input',
      message: expect.stringContaining(says),
    })
  })

  test.each([
    {
      file: 'type-float32',
      inputs: { X: tensor(Float32Array.of(1)) },
      says: 'no input "X". Its inputs are "x"',
    },
    { file: 'type-float32', inputs: {}, says: '"x" is missing. Its inputs are "x"' },
    { file: 'sequence-input', inputs: { pair: tensor(Float32Array.of(1)) }, says: '"pair" is no tensor' },
  ])('$file: $says', async ({ file, inputs, says }) => {
    expect(await failure(run(file, inputs))).toMatchObject({
      code: 'run-input',
      message: expect.stringContaining(says),
    })
  })
})
