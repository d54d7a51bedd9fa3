/** How a promise settled. */
export type Settled<Output> = { status: 'ok'; output: Output } | { status: 'error'; error: unknown }

/**
 * A promise with the same settlement, for which `told` was called before any handler of its own. A new promise, so
 * that a rejection nobody handles is still reported as unhandled. `told` must not throw.
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
