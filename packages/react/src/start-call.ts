export type CallOutcome<Output, Failure> =
  | { status: 'success'; data: Output }
  | { status: 'error'; error: Failure }

export interface StartedCall {
  /** Resolves when the call has settled or was stopped. Never rejects. */
  done: Promise<void>
  /** Aborts the call and ignores its outcome. Returns `false` if it was already over. */
  stop(): boolean
}

/**
 * Makes one call in the next microtask. StrictMode unmounts and mounts again before that, so the call that it stops is
 * never made. `settle` runs at most once, and never after `stop`.
 */
export function startCall<Output, Failure>(
  call: (signal: AbortSignal) => Promise<Output>,
  settle: (outcome: CallOutcome<Output, Failure>) => void,
): StartedCall {
  const controller = new AbortController()
  let isPending = true
  let end: (() => void) | undefined
  const done = new Promise<void>(resolve => {
    end = resolve
  })
  /** Without an outcome, the call is aborted. */
  const finish = (outcome?: CallOutcome<Output, Failure>): boolean => {
    if (!isPending) return false
    isPending = false
    if (outcome) settle(outcome)
    else controller.abort()
    end?.()
    return true
  }
  queueMicrotask(async () => {
    if (!isPending) return
    try {
      finish({ status: 'success', data: await call(controller.signal) })
    } catch (error) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller says what its model rejects with
      finish({ status: 'error', error: error as Failure })
    }
  })
  return { done, stop: () => finish() }
}
