import type { Plans } from '../create-plans.ts'
import { FlagOutageError } from '../flag-outage-error.ts'
import type { FlagReading, ReadFlag } from '../flag-source.ts'
import { MAX_KNOWN_SUBJECTS } from './max-known-subjects.ts'

/**
 * Evaluates a new reading for all known subjects, and later for new ones. Throws if it is invalid for predictions without a
 * subject. The previous reading then still applies. Returns the last error of the other subjects, if any.
 */
export type ApplyReading = (next: ReadFlag, confirmedAt: number) => unknown

/**
 * Evaluates the flag once per reading for each subject, and stores the checked result in `plans`. For a new subject, it calls
 * `onNewSubject` or `onFailure`, on the live path.
 */
export function evaluateForSubjects(
  plans: Plans,
  clean: (reading: FlagReading) => FlagReading,
  onNewSubject: () => void,
  onFailure: (thrown: unknown) => void,
): ApplyReading {
  const { known } = plans
  let read: ReadFlag | undefined
  let readAt: number
  const isForEveryone = () => known.get('')?.reading.forEveryone

  /** Throws if the flag has no valid plan for the subject. */
  const evaluate = (subject: string, readFlag: ReadFlag, confirmedAt: number) => {
    const given = readFlag(subject)
    const reading = clean(given)
    // If the clean changed the serving model, that is an outage, so that no subject moves to another model.
    if (reading.plan.serve !== given.plan.serve)
      throw new FlagOutageError('invalid', 'The candidate may not serve without all of its bounds')
    known.set(subject, { reading, confirmedAt })
  }

  plans.learn = subject => {
    if (!read || isForEveryone()) return undefined
    for (const oldest of known.keys()) {
      if (known.size < MAX_KNOWN_SUBJECTS) break
      if (oldest) known.delete(oldest)
    }
    try {
      evaluate(subject, read, readAt)
      onNewSubject()
    } catch (error) {
      onFailure(error)
      // Stored too, so that a failing rule is not evaluated again for each prediction.
      known.set(subject, plans.initial)
    }
    return known.get(subject)
  }

  return (next, confirmedAt) => {
    evaluate('', next, confirmedAt)
    read = next
    readAt = confirmedAt
    let failure: unknown
    for (const subject of known.keys()) {
      try {
        if (!subject) continue
        if (isForEveryone()) known.delete(subject)
        else evaluate(subject, next, confirmedAt)
      } catch (error) {
        // This subject keeps its last plan until it expires.
        failure = error
      }
    }
    return failure
  }
}
