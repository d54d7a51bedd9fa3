import { OnnxError } from './onnx-error.ts'

/** The model is not there to be run. The next call tries again, in a new worker. */
export class OnnxLoadError extends OnnxError {
  override readonly name: string = 'OnnxLoadError'
}
