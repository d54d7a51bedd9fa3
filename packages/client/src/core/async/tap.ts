/** How a promise settled. */
export type Settled<Output> = { status: 'ok'; output: Output } | { status: 'error'; error: unknown }

/**
 * Returns a promise that settles like `promise`, and calls `told` before any handler of the returned promise runs.
 * It is a new promise, so that an unhandled rejection is still reported. `told` must not throw.
 */
export const tap = <Output>(
  promise: Promise<Output>,
  told: (settled: Settled<Output>) => void,
): Promise<Output> =>
  promise.then(
    output => {
      told({ status: 'ok', output })
      return output
    },
    (error: unknown) => {
      told({ status: 'error', error })
      throw error
    },
  )
