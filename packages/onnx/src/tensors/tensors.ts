/** Element type by class: Float32Array is float32, BigInt64Array int64, boolean[] bool, string[] string, and so on. */
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

/** A tensor as it goes into the model: row-major values and their shape. */
export interface Tensor {
  data: TensorData
  /** The product of `dims` is the length of `data`. */
  dims: readonly number[]
}

/** Tensors by the names that the model's graph gives them. */
export type Tensors = Record<string, Tensor>
