export interface Signal {
  raise: () => void
  /** Resolves when the signal is raised, at once if that happened since the last wait, or after `timeoutMs`. */
  wait(timeoutMs?: number): Promise<void>
}

/** Creates a signal for a single waiter. A raise without a waiter is remembered. */
export function createSignal(): Signal {
  let raised = false
  let wake: (() => void) | null = null
  return {
    raise: () => {
      raised = true
      wake?.()
    },
    wait: async timeoutMs => {
      if (!raised) {
        await new Promise<void>(resolve => {
          wake = resolve
          if (timeoutMs !== undefined) {
            const timer = setTimeout(resolve, timeoutMs)
            wake = () => {
              clearTimeout(timer)
              resolve()
            }
          }
        })
        wake = null
      }
      raised = false
    },
  }
}
