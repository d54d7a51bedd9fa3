import type { Plans } from '../create-plans.ts'
import { FlagOutageError } from '../flag-outage-error.ts'
import type { FlagReading, ReadFlag } from '../flag-source.ts'
import { MAX_KNOWN_SUBJECTS } from './max-known-subjects.ts'

/**
 * Evaluates a new reading of the flag for every known subject, and from then on for new ones as they come. Throws when it
 * cannot be evaluated without a subject: the last reading then stays. Returns the error of a subject that keeps its last plan.
 */
export type Tell = (next: ReadFlag, confirmedAt: number) => unknown

/**
 * Evaluates the flag once for each subject and reading, and remembers the valid plans in `plans`. Calls `onLearnt` when a
 * new subject got a plan, and `onFailure` when its evaluation failed; both run on the live path.
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
    // The order to serve cannot be followed: that is an outage, and moves nobody.
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
      // Remembered too: a rule that fails is not tried again at each prediction.
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
        // This one keeps what it was told last, until that expires.
        failure = error
      }
    }
    return failure
  }
}
