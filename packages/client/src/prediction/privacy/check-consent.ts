import { InvalidOptionError } from '../../core/errors/invalid-option-error.ts'
import type { PrivacyOptions } from './privacy-options.ts'

/**
 * Reports a `consent` that returns something that can never mean yes, such as a promise or the word of a consent manager. The
 * client then records nothing, and the app would not know why.
 */
export function checkConsent(
  { consent }: Pick<PrivacyOptions, 'consent'>,
  onProblem: (error: Error) => void,
): void {
  let given: unknown
  try {
    given = consent?.()
  } catch {
    // The gate has reported it.
    return
  }
  if (given instanceof Promise) given.catch(() => undefined)
  if (typeof (given ?? false) === 'boolean' || given === 'unknown') return
  onProblem(new InvalidOptionError('consent', 'true, false or unknown'))
}
