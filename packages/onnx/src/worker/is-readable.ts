import type { InferenceSession } from 'onnxruntime-web/wasm'
import type { TensorType } from '../tensors/tensors.ts'

type Metadata = InferenceSession.ValueMetadata

/** ONNX Runtime knows these types, and ONNX Runtime Web fails each run that has one. */
const REFUSED = new Set(['int4', 'uint4'])

/** False for maps, sequences and optional values too: ONNX Runtime Web fails each run that reads one. */
export const isReadable = (value: Metadata): value is Metadata & { isTensor: true; type: TensorType } =>
  value.isTensor && !REFUSED.has(value.type)
