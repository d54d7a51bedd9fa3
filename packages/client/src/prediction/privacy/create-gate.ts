import type { CorePlatform } from '../../core/platform/platform.ts'
import type { PrivacyOptions } from './privacy-options.ts'

/** The stored opt-out. `done`: opted out, and the queue has been deleted. */
type Choice = 'discard' | 'send' | 'done'

/** The person's decision. An opt-out is stored in the synchronous store and read every time, so that it applies to all tabs. */
export interface Gate {
  /**
   * Whether predictions may be recorded. After an opt-out it is true only if `chosen` is the stored choice. Never throws: if
   * `consent` throws, it reports a problem and returns false.
   */
  isOpen: (chosen?: Choice) => boolean
  /** The stored choice, or an empty value without an opt-out. Throws if the store throws. */
  choice: () => string | null | undefined
  /** Stores a choice, or removes it if `choice` is undefined. */
  choose: (choice?: Choice) => void
}

export function createGate(
  { experiment, consent }: PrivacyOptions & { experiment: string },
  { syncStore }: Pick<CorePlatform, 'syncStore'>,
  onProblem: (thrown: unknown) => void,
): Gate {
  const key = `shadow-mode/v1/opt-out/${experiment}`
  /** A choice that could not be stored applies to this page only. */
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
