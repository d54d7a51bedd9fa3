/** How a promise ended, as plain data that a test can compare. */
export type Settled =
  | { kind: 'value'; value: unknown }
  | { kind: 'error'; name: string; message: string; constructorName: string; fields: Record<string, unknown> }
  | { kind: 'thrown'; value: unknown }

const fieldsOf = (error: Error): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(error).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value)),
  )

/** Runs `call` and tells how it ended. */
export async function settle(call: () => Promise<unknown>): Promise<Settled> {
  try {
    return { kind: 'value', value: await call() }
  } catch (error) {
    if (!(error instanceof Error)) return { kind: 'thrown', value: error }
    return {
      kind: 'error',
      name: error.name,
      message: error.message,
      constructorName: error.constructor.name,
      fields: fieldsOf(error),
    }
  }
}
