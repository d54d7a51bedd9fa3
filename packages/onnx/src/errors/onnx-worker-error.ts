import { OnnxError } from './onnx-error.ts'

/** The worker could not start, died, or was stopped. The next call starts a new one. */
export class OnnxWorkerError extends OnnxError {
  override readonly name: string = 'OnnxWorkerError'
}
