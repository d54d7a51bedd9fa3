const LOOK_EVERY_MS = 500

/**
 * Calls `onGone` when the npm or pnpm that runs this process has ended, because it was killed or did not pass a signal
 * on. Does nothing if no npm started this process, because a process may outlive its shell.
 */
export function watchParent(onGone: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return
  // When a process ends, its children get another parent.
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    onGone()
  }, LOOK_EVERY_MS)
  timer.unref()
}
