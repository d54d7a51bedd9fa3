import { ShadowModeError } from '../core/errors/shadow-mode-error.ts'

/**
 * - `unreachable`: the request failed, or the provider or the source is not available.
 * - `invalid`: the file is not a flag file, or the flag is missing or has no valid plan. Also if the candidate would serve
 *   without all bounds of its plan.
 * - `not-evaluable`: the targeting rule could not be evaluated or chose no valid variant.
 */
export type FlagOutage = 'unreachable' | 'invalid' | 'not-evaluable'

/**
 * The flag could not be read or has no valid plan. A `problem` event contains the error. The last plan applies until it
 * expires.
 */
export class FlagOutageError extends ShadowModeError {
  declare readonly outage: FlagOutage

  constructor(outage: FlagOutage, message: string, options?: { cause?: unknown }) {
    super(`flags/${outage}`, message, options)
    this.name = 'FlagOutageError'
    this.outage = outage
  }
}
