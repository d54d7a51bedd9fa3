import { ShadowModeError } from './shadow-mode-error.ts'

/**
 * An option is missing, unknown, of the wrong type or out of range.
 *
 * It is thrown only when a client, platform, model or flag source is created. Later, it is reported in a `problem` event: for
 * an outcome, an option of `predict`, a bound of the plan, a path of `fields` that matches nothing, or a `redact` that
 * returns a different pair.
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
