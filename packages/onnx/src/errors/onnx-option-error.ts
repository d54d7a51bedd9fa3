import { OnnxError } from './onnx-error.ts'

/** An option of `onnxModel` is missing or not valid. */
export class OnnxOptionError extends OnnxError {
  override readonly name: string = 'OnnxOptionError'
  /** The option's name. */
  readonly option: string

  constructor(option: string, problem: string) {
    super('option', `onnxModel: ${option} ${problem}`)
    this.option = option
  }
}
