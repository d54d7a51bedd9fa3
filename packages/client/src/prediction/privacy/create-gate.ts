import type { CorePlatform } from '../../core/platform/platform.ts'
import type { PrivacyOptions } from './privacy-options.ts'

/**
 * The stored opt-out. `discard`: the queue must be deleted. `send`: the queue is still sent. `done`: the queue has been
 * deleted.
 */
type Choice = 'discard' | 'send' | 'done'

/**
 * The person's consent and opt-out. The opt-out is read from the synchronous store every time, so that it applies to all
 * tabs.
 *
 * `canRecord` and `canSend` never throw. If `consent` or the store throws, they report a problem and return false.
 */
export interface Gate {
  /** Returns whether predictions and outcomes may be recorded: without an opt-out, and with consent. */
  canRecord: () => boolean
  /** Returns whether queued records may be sent: after the opt-out `send`, or without an opt-out and with consent. */
  canSend: () => boolean
  /** Returns the stored choice, or an empty value without an opt-out. Throws if the store throws. */
  choice: () => string | null | undefined
  /** Stores a choice, or removes the stored one if `choice` is undefined. Never throws. */
  choose: (choice?: Choice) => void
}

const isYes = (given: unknown): boolean => {
  // An async `consent` means no. Nobody else handles its rejection.
  Promise.resolve(given).catch(() => undefined)
  return given === true
}

export function createGate(
  { experiment, consent }: PrivacyOptions & { experiment: string },
  { syncStore }: Pick<CorePlatform, 'syncStore'>,
  onProblem: (thrown: unknown) => void,
): Gate {
  const key = `shadow-mode/v1/opt-out/${experiment}`
  /** A choice that could not be stored. It applies to this page only. */
  let own: Choice | undefined
  const choice = () => own ?? syncStore?.get(key)
  const isAllowed = (exception?: Choice) => {
    try {
      const chosen = choice()
      return chosen ? chosen === exception : !consent || isYes(consent())
    } catch (error) {
      onProblem(error)
      return false
    }
  }
  return {
    canRecord: isAllowed,
    canSend: () => isAllowed('send'),
    choice,
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
