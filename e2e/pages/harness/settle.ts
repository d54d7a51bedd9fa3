/** How a promise settled, as plain data that a test can compare. */
export type Settled =
  | { kind: 'value'; value: unknown }
  | ({
      kind: 'error'
      name: string
      message: string
      constructorName: string
      fields: Record<string, unknown>
      /** The cause as text. `null` if there is none. */
      cause: string | null
    } & Thrown)
  | ({ kind: 'thrown'; value: unknown } & Thrown)

interface Thrown {
  /** Whether it is the same object as the reason of the call's signal. */
  isAbortReason: boolean
}

const fieldsOf = (error: Error): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(error).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value)),
  )

const inWords = (cause: unknown): string | null => {
  if (cause === undefined) return null
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : JSON.stringify(cause)
}

/** Runs `call` and resolves to how it settled. `signal` is the signal of the call. */
export async function settle(call: () => Promise<unknown>, signal?: AbortSignal): Promise<Settled> {
  try {
    return { kind: 'value', value: await call() }
  } catch (error) {
    const isAbortReason = signal?.aborted === true && error === signal.reason
    if (!(error instanceof Error)) return { kind: 'thrown', value: error, isAbortReason }
    return {
      kind: 'error',
      name: error.name,
      message: error.message,
      constructorName: error.constructor.name,
      fields: fieldsOf(error),
      cause: inWords(error.cause),
      isAbortReason,
    }
  }
}
