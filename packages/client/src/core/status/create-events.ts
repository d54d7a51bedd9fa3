import { toError } from '../errors/to-error.ts'
import { callback } from '../guard/readers.ts'
import type { CorePlatform } from '../platform/platform.ts'
import type { ShadowEvent } from './status.ts'

/**
 * Receives events. Listeners are not awaited. They never run while `predict` starts or settles. `status` events are
 * batched, so one event can stand for many changes. If a listener throws or rejects, the other listeners get a `problem`
 * event. The pair in a `pair` event is stored afterwards: do not mutate it.
 */
export type Listener = (event: ShadowEvent) => unknown

export interface Events {
  emit: (event: ShadowEvent) => void
  /** Emits a `problem`. */
  onProblem: (thrown: unknown) => void
  /** Returns a function that unsubscribes. */
  subscribe: (listener: Listener) => () => void
}

/**
 * Creates the dispatcher of events. `emit` calls the listeners synchronously and never throws. It defers and batches
 * `status` events, because they also originate on the live path, where no listener may run.
 */
export function createEvents(platform: Pick<CorePlatform, 'setTimer'>): Events {
  type Run = (event: ShadowEvent) => Promise<unknown>
  const listeners = new Set<Run>()
  let isDue = false

  const deliver = (event: ShadowEvent, skip?: Run) => {
    // Iterates over a copy. Otherwise, a listener that subscribes again while it runs would cause an endless loop.
    for (const run of Array.from(listeners)) {
      if (run === skip || !listeners.has(run)) continue
      run(event).catch(thrown => {
        // An error during a `problem` event is ignored. Otherwise, two broken listeners would report each other endlessly.
        if (!skip) onProblem(thrown, run)
      })
    }
  }
  const onProblem = (thrown: unknown, skip?: Run) =>
    deliver({ type: 'problem', error: toError(thrown) }, skip)

  return {
    onProblem,
    emit(event) {
      if (event.type !== 'status') return deliver(event)
      if (isDue || !listeners.size) return
      isDue = true
      platform.setTimer(() => {
        isDue = false
        deliver(event)
      }, 0)
    },
    subscribe(listener) {
      callback(listener, 'listener')
      // A wrapper, so that the same function can subscribe twice. It is async, because the listener may be, and may reject.
      const run: Run = async event => listener(event)
      listeners.add(run)
      return () => listeners.delete(run)
    },
  }
}
