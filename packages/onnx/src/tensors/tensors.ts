/** The class sets the element type. For example, Float32Array is float32, BigInt64Array is int64 and boolean[] is bool. */
export type TensorData =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array
  | string[]
  | boolean[]

/** Row-major values and their shape. */
export interface Tensor {
  data: TensorData
  /** The product of `dims` must equal the length of `data`. */
  dims: readonly number[]
}

/** Tensors by their names in the model's graph. */
export type Tensors = Record<string, Tensor>
