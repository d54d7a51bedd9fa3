import { ShadowModeError } from './shadow-mode-error.ts'

/**
 * An option is missing, unknown, of the wrong type or out of range.
 *
 * It is thrown only where the app creates something: a client, platform, model, flag source or `fields`. What is checked
 * later never throws. A `problem` event then contains the error, for example for an outcome, an option of `predict`, or a
 * bound of a plan from a flag.
 */
export class InvalidOptionError extends ShadowModeError {
  /** The path of the option, such as `plan.shadowRate`. */
  declare readonly field: string

  constructor(field: string, expected: string) {
    super('invalid-option', `${field}: expected ${expected}`)
    this.name = 'InvalidOptionError'
    this.field = field
  }
}
