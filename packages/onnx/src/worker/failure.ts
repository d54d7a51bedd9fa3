import type { OnnxErrorCode } from '../errors/onnx-error.ts'

/** Thrown inside the worker. The main thread receives its code and message. */
export class Failure extends Error {
  readonly code: OnnxErrorCode

  constructor(code: OnnxErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}
