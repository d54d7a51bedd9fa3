import type { OnnxErrorCode } from '../errors/onnx-error.ts'

/** Thrown inside the worker; its code and message travel to the main thread. */
export class Failure extends Error {
  readonly code: OnnxErrorCode

  constructor(code: OnnxErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}
