import * as ort from 'onnxruntime-web/wasm'
import { describeError } from '../errors/describe-error.ts'
import type { Tensor, TensorData, TensorType } from '../tensors/tensors.ts'
import { Failure } from './failure.ts'
import { toFloat16Bits } from './float16.ts'
import { isReadable } from './is-readable.ts'

type ArrayType = Exclude<TensorType, 'string'>

const CLASSES: Record<ArrayType, { new (): TensorData; name: string }> = {
  float16: Uint16Array,
  float32: Float32Array,
  float64: Float64Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
}

const FLOATS = new Set(['Float16Array', 'Float32Array', 'Float64Array'])

const classOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1)
const isFloats = (data: unknown): data is Float32Array => FLOATS.has(classOf(data))
const isEvery = (data: unknown, kind: string): boolean =>
  Array.isArray(data) && data.every(element => typeof element === kind)

/** Returns the elements as ONNX Runtime takes them. Returns undefined for an array that the type does not take. */
function toElements(type: TensorType, data: TensorData): TensorData | undefined {
  if (type === 'string') return isEvery(data, 'string') ? data : undefined
  if (type === 'bool' && isEvery(data, 'boolean')) return Uint8Array.from(data, Number)
  if (type === 'float16' && isFloats(data)) return toFloat16Bits(data)
  return data instanceof CLASSES[type] ? data : undefined
}

function takes(type: TensorType): string {
  switch (type) {
    case 'string':
      return 'an array of strings'
    case 'bool':
      return 'an array of booleans or a Uint8Array'
    case 'float16':
      return 'a Float32Array or a Uint16Array'
    default:
      return `a ${CLASSES[type].name}`
  }
}

/** Turns an input into a tensor of the type that the model declares. */
export function toFeed(
  declared: ort.InferenceSession.ValueMetadata,
  { type, data, dims }: Tensor,
): ort.Tensor {
  const input = `Input "${declared.name}"`
  const refuse = (problem: string, cause?: unknown): Failure =>
    new Failure('run-input', `${input} ${problem}`, cause)
  if (!isReadable(declared)) throw refuse('is no tensor that ONNX Runtime Web can take')
  if (type && type !== declared.type) throw refuse(`is ${declared.type} in the model, not ${type}`)
  const elements = toElements(declared.type, data)
  if (!elements)
    throw refuse(
      `is ${declared.type} in the model. Its data must be ${takes(declared.type)}, not ${classOf(data)}`,
    )
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the overloads of ONNX Runtime take no unions
    return new ort.Tensor(declared.type as 'float32', elements as Float32Array, dims)
  } catch (error) {
    throw refuse(`is no valid tensor: ${describeError(error)}`, error)
  }
}
