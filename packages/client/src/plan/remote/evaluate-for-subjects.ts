import type { Plans } from '../create-plans.ts'
import { FlagOutageError } from '../flag-outage-error.ts'
import type { ReadFlag } from '../flag-source.ts'
import type { CleanReading } from './create-reading-cleaner.ts'
import { MAX_KNOWN_SUBJECTS } from './max-known-subjects.ts'

/**
 * Evaluates a flag update for all known subjects, and later for new ones. Throws if the flag has no valid plan for
 * predictions without a subject. The previous flag update then still applies. Returns the last error of the other subjects,
 * if any. If the flag is the same for everyone, forgets the other subjects.
 */
export type ApplyUpdate = (next: ReadFlag, confirmedAt: number) => unknown

/**
 * Returns a function that applies flag updates to `plans`. Also sets `plans.learn`, which evaluates the last flag update
 * for a new subject and calls `onNewSubject` or `onFailure`, on the live path. The flag is evaluated once per flag update
 * and subject.
 */
export function evaluateForSubjects(
  plans: Plans,
  clean: CleanReading,
  onNewSubject: () => void,
  onFailure: (thrown: unknown) => void,
): ApplyUpdate {
  const { known } = plans
  let read: ReadFlag | undefined
  let readAt: number
  const isForEveryone = () => known.get('')?.reading.forEveryone

  /** Throws if the flag has no valid plan for the subject. */
  const evaluate = (subject: string, readFlag: ReadFlag, confirmedAt: number) => {
    const given = readFlag(subject)
    const reading = clean(given)
    // `clean` lets live serve if a bound is invalid. That is an outage: the subject keeps its last plan.
    if (reading.plan?.serve !== given.plan?.serve)
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
