import type { EvaluationErrorCode } from './evaluation-details.ts'

/** Aborts an evaluation. `evaluateFlag` turns it into a `FlagFailure`. */
export class EvaluationError extends Error {
  declare readonly errorCode: EvaluationErrorCode

  constructor(errorCode: EvaluationErrorCode, message: string) {
    super(message)
    this.errorCode = errorCode
  }
}
