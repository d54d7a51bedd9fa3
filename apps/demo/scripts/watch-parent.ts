const LOOK_EVERY_MS = 500

/**
 * Tells when the npm (or pnpm) that runs this process has ended without a word: killed, or by a signal that it does not
 * pass on. A process that was started by hand may outlive its shell and is not watched.
 */
export function watchParent(onGone: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return
  // Children of a process that ends go to another one.
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    onGone()
  }, LOOK_EVERY_MS)
  timer.unref()
}
