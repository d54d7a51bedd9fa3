/** A value from outside is invalid. The message starts with the field's name. */
export class InvalidValueError extends Error {
  override readonly name = 'InvalidValueError'
  readonly field: string

  constructor(field: string, problem: string, options?: ErrorOptions) {
    super(`${field}: ${problem}`, options)
    this.field = field
  }
}
