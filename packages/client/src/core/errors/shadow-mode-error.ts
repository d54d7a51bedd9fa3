/**
 * Base of every error that shadow-mode itself makes. The serving model's own errors are not among them: `predict`
 * passes those through untouched.
 */
export class ShadowModeError extends Error {
  /** Stable and made for programs: `invalid-option`, `http-model/status`, … */
  declare readonly code: string

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options)
    // Set by hand: a minifier renames the class.
    this.name = 'ShadowModeError'
    this.code = code
  }
}
