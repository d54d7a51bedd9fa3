export type CallOutcome<Output, Failure> =
  | { status: 'success'; data: Output }
  | { status: 'error'; error: Failure }

export interface StartedCall {
  /** Settled, or stopped. Never rejects. */
  done: Promise<void>
  /** Aborts a call under way and silences it. True when there was one; after the answer it does nothing. */
  stop(): boolean
}

/**
 * Makes one call, a microtask from now: StrictMode unmounts and mounts again within the same task, and the call it
 * stops has then never left. `settle` runs at most once, and not after `stop`.
 */
export function startCall<Output, Failure>(
  call: (signal: AbortSignal) => Promise<Output>,
  settle: (outcome: CallOutcome<Output, Failure>) => void,
): StartedCall {
  const controller = new AbortController()
  let underWay = true
  let end: (() => void) | undefined
  const done = new Promise<void>(resolve => {
    end = resolve
  })

  const finish = (outcome: CallOutcome<Output, Failure>): void => {
    if (!underWay) return
    underWay = false
    settle(outcome)
    end?.()
  }
  queueMicrotask(async () => {
    if (!underWay) return
    try {
      finish({ status: 'success', data: await call(controller.signal) })
    } catch (error) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller says what its model rejects with
      finish({ status: 'error', error: error as Failure })
    }
  })

  return {
    done,
    stop: () => {
      if (!underWay) return false
      underWay = false
      controller.abort()
      end?.()
      return true
    },
  }
}
