/** Thrown for a pair of another experiment. `field` names the wrong field. */
export class AnalysisError extends Error {
  override readonly name = 'AnalysisError'
  readonly code = 'analysis-input'
  readonly field: string

  constructor(field: string, message: string) {
    super(`${field}: ${message}`)
    this.field = field
  }
}
