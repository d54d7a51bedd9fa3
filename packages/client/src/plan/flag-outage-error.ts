import { ShadowModeError } from '../core/errors/shadow-mode-error.ts'

/**
 * - `unreachable`: the request failed, or the provider or the source is not available.
 * - `invalid`: the file is not a flag file, or the flag is missing or has no valid plan.
 * - `not-evaluable`: the targeting rule failed.
 */
export type FlagOutage = 'unreachable' | 'invalid' | 'not-evaluable'

/** The flag could not be read. Reported as a `problem`. The last plan applies until it expires. */
export class FlagOutageError extends ShadowModeError {
  declare readonly outage: FlagOutage

  constructor(outage: FlagOutage, message: string, options?: { cause?: unknown }) {
    super(`flags/${outage}`, message, options)
    this.name = 'FlagOutageError'
    this.outage = outage
  }
}
