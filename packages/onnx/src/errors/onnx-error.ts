/**
 * The reason of an error:
 * - `option`: an option of `onnxModel` is not valid. The message names it.
 * - `load-fetch`: the model file could not be fetched.
 * - `load-session`: the runtime or the model could not start.
 * - `load-outputs`: the model has no tensor outputs, or `outputs` names one that it does not have.
 * - `load-timeout`: loading took longer than `loadTimeoutMs`.
 * - `run-input`: the encoded input is not valid or could not be sent to the worker.
 * - `run-output`: `decode` asked for an output that is not a tensor.
 * - `run-session`: the session refused or failed the run.
 * - `worker-start`: no worker could be created, or its script could not be loaded.
 * - `worker-died`: the worker failed outside a call.
 * - `worker-stopped`: `stop()` was called while the call was waiting.
 */
export type OnnxErrorCode =
  | 'option'
  | 'load-fetch'
  | 'load-session'
  | 'load-outputs'
  | 'load-timeout'
  | 'run-input'
  | 'run-output'
  | 'run-session'
  | 'worker-start'
  | 'worker-died'
  | 'worker-stopped'

/**
 * The base class of this package's errors. Errors from `encode` and `decode`, and the reason of the caller's signal, are
 * passed on unchanged.
 */
export class OnnxError extends Error {
  override readonly name: string = 'OnnxError'
  readonly code: OnnxErrorCode

  constructor(code: OnnxErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}
