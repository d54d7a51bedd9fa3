/** A pair or option that does not belong: `field` names it. */
export class AnalysisError extends Error {
  override readonly name = 'AnalysisError'
  readonly code = 'analysis-input'
  readonly field: string

  constructor(field: string, message: string) {
    super(`${field}: ${message}`)
    this.field = field
  }
}
