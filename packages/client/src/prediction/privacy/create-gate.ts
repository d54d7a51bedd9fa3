import type { CorePlatform } from '../../core/platform/platform.ts'
import type { PrivacyOptions } from './privacy-options.ts'

/** `done`: opted out, and what waited is deleted. */
type Choice = 'discard' | 'send' | 'done'

/** What the person has decided. An opt-out is one word in the synchronous store, read anew each time: all tabs obey. */
export interface Gate {
  /**
   * Whether a prediction may be observed; with `chosen`, also what somebody who has opted out with that choice still lets
   * happen. Never throws: a `consent` that does counts as no, and is told.
   */
  isOpen: (chosen?: Choice) => boolean
  /** Of someone who has opted out; empty otherwise. Throws what the store throws. */
  choice: () => string | null | undefined
  /** Without a choice, takes the last one back. */
  choose: (choice?: Choice) => void
}

export function createGate(
  { experiment, consent }: PrivacyOptions & { experiment: string },
  { syncStore }: Pick<CorePlatform, 'syncStore'>,
  onProblem: (thrown: unknown) => void,
): Gate {
  const key = `shadow-mode/v1/opt-out/${experiment}`
  /** What could not be stored holds for this page. */
  let own: Choice | undefined
  const choice = () => own ?? syncStore?.get(key)
  return {
    choice,
    isOpen(chosen) {
      try {
        const made = choice()
        return made ? made === chosen : !consent || consent() === true
      } catch (error) {
        onProblem(error)
        return false
      }
    },
    choose(next) {
      own = next
      if (!syncStore) return
      try {
        if (next) syncStore.set(key, next)
        else syncStore.remove(key)
        own = undefined
      } catch (error) {
        onProblem(error)
      }
    },
  }
}
