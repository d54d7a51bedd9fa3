import { now } from '../now.ts'
import type { Platform } from '../platform.ts'
import { random } from '../random.ts'
import { setTimer } from '../set-timer.ts'
import { whenIdle } from '../when-idle.ts'

/** A server, an edge worker, a script: memory only, no life to watch. */
export const plainPlatform = (): Platform => ({
  now,
  monotonic: () => performance.now(),
  random,
  setTimer(run, delayMs) {
    try {
      return setTimer(run, delayMs)
    } catch {
      // Outside a request, workers have no timers. There the first prediction starts what waits for none.
      return () => {}
    }
  },
  whenIdle,
  onLifecycle: () => () => {},
  page: () => undefined,
  fetch: (input, { credentials, cache, ...init }) =>
    // Cloudflare's Workers, which have neither cookies nor an HTTP cache of their own, refuse both.
    fetch(input, 'WebSocketPair' in globalThis ? init : Object.assign(init, { credentials, cache })),
  // Nothing ends unasked: who ends it awaits `flush`.
  sendOnExit: () => false,
})
