import type { Plans } from '../create-plans.ts'
import { FlagOutageError } from '../flag-outage-error.ts'
import type { FlagReading, ReadFlag } from '../flag-source.ts'
import { MAX_KNOWN_SUBJECTS } from './max-known-subjects.ts'

/**
 * Evaluates a new reading for all known subjects, and later for new ones. Throws if it is invalid for predictions without a
 * subject: the previous reading then stays in force. Returns the last error of the other subjects, if any.
 */
export type Tell = (next: ReadFlag, confirmedAt: number) => unknown

/**
 * Evaluates the flag once per reading for each subject, and stores the checked result in `plans`. `onLearnt` and `onFailure`
 * report the result for a new subject. They are called on the live path.
 */
export function evaluateForSubjects(
  plans: Plans,
  checked: (reading: FlagReading) => FlagReading,
  onLearnt: () => void,
  onFailure: (thrown: unknown) => void,
): Tell {
  const { known } = plans
  let read: ReadFlag | undefined
  let readAt: number
  const isForEveryone = () => known.get('')?.reading.forEveryone

  /** Throws what `ask` throws. */
  const tell = (subject: string, ask: ReadFlag, confirmedAt: number) => {
    const asked = ask(subject)
    const reading = checked(asked)
    // The check changed the serving model. That is an outage, so that no subject moves to another model.
    if (reading.plan.serve !== asked.plan.serve)
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
      tell(subject, read, readAt)
      onLearnt()
    } catch (error) {
      onFailure(error)
      // Stored too, so that a failing rule is not evaluated again for each prediction.
      known.set(subject, plans.first)
    }
    return known.get(subject)
  }

  return (next, confirmedAt) => {
    tell('', next, confirmedAt)
    read = next
    readAt = confirmedAt
    let failure: unknown
    for (const subject of known.keys()) {
      try {
        if (!subject) continue
        if (isForEveryone()) known.delete(subject)
        else tell(subject, next, confirmedAt)
      } catch (error) {
        // This subject keeps its last plan until it expires.
        failure = error
      }
    }
    return failure
  }
}
