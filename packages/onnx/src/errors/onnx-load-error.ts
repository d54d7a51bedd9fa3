import { OnnxError } from './onnx-error.ts'

/** The model could not be loaded. The next call tries again in a new worker. */
export class OnnxLoadError extends OnnxError {
  override readonly name: string = 'OnnxLoadError'
}
