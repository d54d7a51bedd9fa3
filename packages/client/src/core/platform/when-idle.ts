import { setTimer } from './set-timer.ts'

/** Runs when the page has nothing better to do, after at most `withinMs`. Returns a function that cancels. */
export function whenIdle(run: () => void, withinMs: number): () => void {
  if (typeof requestIdleCallback === 'function') {
    const id = requestIdleCallback(run, { timeout: withinMs })
    return () => cancelIdleCallback(id)
  }
  // WebKit has no idle callbacks: at least let the current task and its rendering end.
  return setTimer(run, 1)
}
