import { ShadowModeError } from './shadow-mode-error.ts'

/**
 * An option is missing, of the wrong shape or out of its range. Thrown only while a client or model is made; told as a
 * `problem` for an outcome, the options of a prediction (`predict.reference`), a bound of the plan, a path of `fields` that
 * leads to nothing, and a `redact` that gives back another pair.
 */
export class InvalidOptionError extends ShadowModeError {
  /** Path of the option, e.g. `plan.shadowRate`. */
  declare readonly field: string

  constructor(field: string, expected: string) {
    super('invalid-option', `${field}: expected ${expected}`)
    this.name = 'InvalidOptionError'
    this.field = field
  }
}
