/**
 * What went wrong, for code to switch on:
 * - `option`: an option of `onnxModel` is not usable; the message names it.
 * - `load-fetch`: the model file could not be fetched.
 * - `load-session`: the runtime or the model in it could not be started.
 * - `load-timeout`: loading took longer than `loadTimeoutMs`.
 * - `run-input`: the encoded input could not be sent to the worker or is no valid set of tensors.
 * - `run-session`: the session refused or failed the run.
 * - `worker-start`: no worker could be created.
 * - `worker-died`: the worker failed outside a call.
 * - `worker-stopped`: `stop()` was called while the call was waiting.
 */
export type OnnxErrorCode =
  | 'option'
  | 'load-fetch'
  | 'load-session'
  | 'load-timeout'
  | 'run-input'
  | 'run-session'
  | 'worker-start'
  | 'worker-died'
  | 'worker-stopped'

/**
 * Base of every error that this package makes. Not ours, and passed through untouched: what `encode` and `decode`
 * throw, and the reason of the caller's own signal.
 */
export class OnnxError extends Error {
  override readonly name: string = 'OnnxError'
  readonly code: OnnxErrorCode

  constructor(code: OnnxErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}
