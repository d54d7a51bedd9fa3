import { toError } from '../errors/to-error.ts'
import type { CorePlatform } from '../platform/platform.ts'
import type { ShadowEvent } from './status.ts'

/**
 * Hears what happens, while it happens but never while `predict` runs: `status` events come later, one for many changes.
 * Called synchronously and not awaited; what it throws is told to the other listeners as a `problem`. Pairs in its events
 * are those that are stored: it must not change them.
 */
export type Listener = (event: ShadowEvent) => void

export interface Events {
  emit: (event: ShadowEvent) => void
  /** Returns a function that ends the subscription. */
  subscribe: (listener: Listener) => () => void
}

/**
 * Hands events to listeners. One that throws is reported to the others as a `problem` and never to the caller.
 * `status` comes later and once for many changes: it also arises on the live path, where no listener may run.
 */
export function createEvents(platform: Pick<CorePlatform, 'setTimer'>): Events {
  const listeners = new Set<Listener>()
  let isDue = false

  const deliver = (event: ShadowEvent, skip?: Listener) => {
    // A copy: one that subscribes anew in its turn would be told again, for ever.
    for (const listener of Array.from(listeners)) {
      if (listener === skip || !listeners.has(listener)) continue
      try {
        listener(event)
      } catch (error) {
        // Not about a problem event: two broken listeners would report each other for ever.
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
      // A wrapper, so that the same function may subscribe twice.
      const own: Listener = event => listener(event)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
  }
}
