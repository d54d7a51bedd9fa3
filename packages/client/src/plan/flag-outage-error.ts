import { ShadowModeError } from '../core/errors/shadow-mode-error.ts'

/** `unreachable`: no answer. `invalid`: not a flag file, or no such flag. `not-evaluable`: a rule we do not know. */
export type FlagOutage = 'unreachable' | 'invalid' | 'not-evaluable'

/** A flag that could not be read. Reported as a `problem`; the last known plan goes on until it expires. */
export class FlagOutageError extends ShadowModeError {
  declare readonly outage: FlagOutage

  constructor(outage: FlagOutage, message: string, options?: { cause?: unknown }) {
    super(`flags/${outage}`, message, options)
    this.name = 'FlagOutageError'
    this.outage = outage
  }
}
