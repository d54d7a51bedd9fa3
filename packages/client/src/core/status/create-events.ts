import { toError } from '../errors/to-error.ts'
import type { CorePlatform } from '../platform/platform.ts'
import type { ShadowEvent } from './status.ts'

/**
 * Receives events. Listeners are not awaited. They never run while `predict` starts or settles. `status` events are
 * batched, so one event can stand for many changes. If a listener throws, the other listeners get a `problem` event. The
 * pair in a `pair` event is stored afterwards: do not mutate it.
 */
export type Listener = (event: ShadowEvent) => void

export interface Events {
  emit: (event: ShadowEvent) => void
  /** Returns a function that unsubscribes. */
  subscribe: (listener: Listener) => () => void
}

/**
 * Creates the dispatcher of events. `emit` calls the listeners synchronously and never throws. It defers and batches
 * `status` events, because they also originate on the live path, where no listener may run.
 */
export function createEvents(platform: Pick<CorePlatform, 'setTimer'>): Events {
  const listeners = new Set<Listener>()
  let isDue = false

  const deliver = (event: ShadowEvent, skip?: Listener) => {
    // Iterates over a copy. Otherwise, a listener that subscribes again while it runs would cause an endless loop.
    for (const listener of Array.from(listeners)) {
      if (listener === skip || !listeners.has(listener)) continue
      try {
        listener(event)
      } catch (error) {
        // An error during a `problem` event is ignored. Otherwise, two broken listeners would report each other endlessly.
        if (!skip) deliver({ type: 'problem', error: toError(error) }, listener)
      }
    }
  }

  return {
    emit(event) {
      if (event.type !== 'status') return deliver(event)
      if (isDue || listeners.size === 0) return
      isDue = true
      platform.setTimer(() => {
        isDue = false
        deliver(event)
      }, 0)
    },
    subscribe(listener) {
      // A wrapper, so that the same function can subscribe twice.
      const wrapper: Listener = event => listener(event)
      listeners.add(wrapper)
      return () => void listeners.delete(wrapper)
    },
  }
}
