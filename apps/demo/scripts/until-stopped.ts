import { endWithin } from './end-within.ts'
import { watchParent } from './watch-parent.ts'

/** The collector may need this long to store its log in its engine. It stores the rest at its next start. */
const STOP_WITHIN_MS = 15_000

export interface Stopped {
  signal: AbortSignal
  done: Promise<void>
}

/**
 * Aborts its signal on the first SIGINT, SIGTERM or SIGHUP, or when the npm that started this process ends. Then the
 * process has 15 s to end. A second signal ends it at once.
 */
export function untilStopped(): Stopped {
  const controller = new AbortController()
  const done = new Promise<void>(resolve => {
    const stop = (why: string): void => {
      if (controller.signal.aborted) return
      endWithin(STOP_WITHIN_MS)
      controller.abort(new Error(`stopped by ${why}`))
      resolve()
    }
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        if (controller.signal.aborted) process.exit(130)
        stop(name)
      })
    }
    watchParent(() => stop('the end of npm'))
  })
  return { signal: controller.signal, done }
}
