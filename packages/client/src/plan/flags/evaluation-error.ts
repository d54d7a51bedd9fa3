import type { EvaluationErrorCode } from './evaluation-details.ts'

/** Ends one evaluation; `evaluateFlag` turns it into a `FlagFailure`. */
export class EvaluationError extends Error {
  declare readonly errorCode: EvaluationErrorCode

  constructor(errorCode: EvaluationErrorCode, message: string) {
    super(message)
    this.errorCode = errorCode
  }
}
