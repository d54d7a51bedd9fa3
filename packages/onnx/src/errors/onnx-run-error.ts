import { OnnxError } from './onnx-error.ts'

/** One call failed. The model stays loaded. */
export class OnnxRunError extends OnnxError {
  override readonly name: string = 'OnnxRunError'
}
