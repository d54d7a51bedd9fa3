/** The types of tensors that ONNX Runtime Web takes and gives. */
export type TensorType =
  | 'float16'
  | 'float32'
  | 'float64'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'bool'
  | 'string'

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
  /**
   * The type of the elements. An output always has it. If you name the type of an input, a model that declares another
   * one refuses it.
   *
   * @default the type that the model declares for the input
   */
  type?: TensorType
  /**
   * The elements, in the array that the type asks for. For most types, this is the typed array of that name, such as
   * Float32Array for `float32` and BigInt64Array for `int64`. The others:
   *
   * | type      | input                                          | output                |
   * | --------- | ---------------------------------------------- | --------------------- |
   * | `string`  | array of strings                               | the same              |
   * | `bool`    | array of booleans, or Uint8Array of 0 and 1    | Uint8Array of 0 and 1 |
   * | `float16` | Float32Array (rounded), or Uint16Array of bits | Float32Array          |
   */
  data: TensorData
  /** The product of `dims` must equal the number of elements. */
  dims: readonly number[]
}

/** Tensors by their names in the model's graph. */
export type Tensors = Record<string, Tensor>
