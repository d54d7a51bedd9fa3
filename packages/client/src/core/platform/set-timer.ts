/** Calls `run` after `delayMs`. Returns a function that cancels it. */
export function setTimer(run: () => void, delayMs: number): () => void {
  const id = setTimeout(run, delayMs)
  // Without `unref`, a pending timer would keep a Node process alive.
  const timer: { unref?: () => void } = Object(id)
  timer.unref?.()
  return () => clearTimeout(id)
}
