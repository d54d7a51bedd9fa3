/** Runs after `delayMs`; returns a function that cancels. */
export function setTimer(run: () => void, delayMs: number): () => void {
  const id = setTimeout(run, delayMs)
  // On a server a waiting timer would keep the process alive.
  const timer: { unref?: () => void } = Object(id)
  timer.unref?.()
  return () => clearTimeout(id)
}
