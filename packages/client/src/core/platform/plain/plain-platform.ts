import { now } from '../now.ts'
import type { Platform } from '../platform.ts'
import { random } from '../random.ts'
import { setTimer } from '../set-timer.ts'
import { whenIdle } from '../when-idle.ts'

/** Creates the platform for servers, edge workers and scripts: it stores nothing and has no lifecycle events. */
export const plainPlatform = (): Platform => ({
  now,
  monotonic: () => performance.now(),
  random,
  setTimer(run, delayMs) {
    try {
      return setTimer(run, delayMs)
    } catch {
      // Cloudflare Workers throw for a timer outside a request. The first prediction then starts the background work.
      return () => {}
    }
  },
  whenIdle,
  onLifecycle: () => () => {},
  page: () => undefined,
  fetch: (input, { credentials, cache, ...init }) =>
    // Cloudflare Workers throw if a request sets `credentials` or `cache`.
    fetch(input, 'WebSocketPair' in globalThis ? init : Object.assign(init, { credentials, cache })),
  // There is no page to leave. The app calls `flush` before it exits.
  sendOnExit: () => false,
})
