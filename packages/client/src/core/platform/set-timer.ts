/** Calls `run` after `delayMs`. Returns a function that cancels it. */
export function setTimer(run: () => void, delayMs: number): () => void {
  const id = setTimeout(run, delayMs)
  // In Node, a pending timer keeps the process alive.
  const timer: { unref?: () => void } = Object(id)
  timer.unref?.()
  return () => clearTimeout(id)
}
