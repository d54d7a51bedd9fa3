/**
 * Base class of shadow-mode's own errors. Errors of the serving model are not wrapped: `predict` rejects with them
 * unchanged. The signals that models get abort with plain errors named `AbortError` or `TimeoutError`.
 */
export class ShadowModeError extends Error {
  /** A stable code to check in programs: `invalid-option`, `http-model/status`, … */
  declare readonly code: string

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options)
    // Not `new.target.name`: minifiers rename classes.
    this.name = 'ShadowModeError'
    this.code = code
  }
}
