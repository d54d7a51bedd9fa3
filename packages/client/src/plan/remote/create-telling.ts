import type { Plans } from '../create-plans.ts'
import { FlagOutageError } from '../flag-outage-error.ts'
import type { FlagReading, ReadFlag } from '../flag-source.ts'
import { MAX_KNOWN_SUBJECTS } from './max-known-subjects.ts'

/**
 * Tells a new reading to every subject who is known, and from then on to new ones as they come. Throws where it cannot be
 * told to no subject: then the last one goes on. Returns the error of a subject to whom it could not be told.
 */
export type Tell = (next: ReadFlag, confirmedAt: number) => unknown

/**
 * Asks the flag on behalf of each subject, once a reading, and remembers in `plans` what can be followed of the answer.
 * `onLearnt` and `onFailure` are called on the live path: a new subject could be told, or not.
 */
export function createTelling(
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
