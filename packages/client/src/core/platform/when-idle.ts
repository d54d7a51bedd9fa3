import { setTimer } from './set-timer.ts'

/** Calls `run` when the page is idle, after at most `withinMs`. Returns a function that cancels it. */
export function whenIdle(run: () => void, withinMs: number): () => void {
  if ('requestIdleCallback' in globalThis) {
    const id = requestIdleCallback(run, { timeout: withinMs })
    return () => cancelIdleCallback(id)
  }
  // Safari has no requestIdleCallback. A timer at least lets the current task and rendering finish.
  return setTimer(run, 1)
}
