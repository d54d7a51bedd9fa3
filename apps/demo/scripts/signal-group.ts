import type { ChildProcess } from 'node:child_process'

/** Signals a detached child and all that it has started. One that has ended, or never started, needs none. */
export function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch (error) {
    // EPERM: macOS says so of a group that has ended and was not yet waited for.
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'ESRCH' && code !== 'EPERM') throw error
  }
}
