export interface Stopped {
  signal: AbortSignal
  done: Promise<void>
}

/** Ends with the first SIGINT or SIGTERM. A second one ends the process at once. */
export function untilStopped(): Stopped {
  const controller = new AbortController()
  const done = new Promise<void>(resolve => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => {
        if (controller.signal.aborted) process.exit(130)
        controller.abort(new Error(`stopped by ${name}`))
        resolve()
      })
    }
  })
  return { signal: controller.signal, done }
}
