/** The result of a settled promise. */
export type Settled<Output> = { status: 'ok'; output: Output } | { status: 'error'; error: unknown }

/**
 * Returns a promise that settles like `promise`, and calls `onSettled` before any handler of the returned promise runs.
 * The returned promise rejects too, so that an unhandled rejection is still reported. `onSettled` must not throw.
 */
export const tap = <Output>(
  promise: Promise<Output>,
  onSettled: (settled: Settled<Output>) => void,
): Promise<Output> =>
  promise.then(
    output => {
      onSettled({ status: 'ok', output })
      return output
    },
    (error: unknown) => {
      onSettled({ status: 'error', error })
      throw error
    },
  )
