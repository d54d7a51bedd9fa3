import { ShadowModeError } from '../core/errors/shadow-mode-error.ts'

/** `unreachable`: no response. `invalid`: not a flag file, or the flag is missing. `not-evaluable`: the rule failed. */
export type FlagOutage = 'unreachable' | 'invalid' | 'not-evaluable'

/** The flag could not be read. Reported as a `problem`. The last plan stays in force until it expires. */
export class FlagOutageError extends ShadowModeError {
  declare readonly outage: FlagOutage

  constructor(outage: FlagOutage, message: string, options?: { cause?: unknown }) {
    super(`flags/${outage}`, message, options)
    this.name = 'FlagOutageError'
    this.outage = outage
  }
}
