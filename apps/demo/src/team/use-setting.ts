import { useCallback, useEffect, useState } from 'react'

export interface Setting<Value> {
  /** `undefined` until it is known. */
  value: Value | undefined
  error: Error | undefined
  set: (value: Value) => void
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)))

/** A setting of the demo's server. `read` and `write` must stay the same functions. */
export function useSetting<Value>(
  read: () => Promise<Value>,
  write: (value: Value) => Promise<Value>,
): Setting<Value> {
  const [value, setValue] = useState<Value>()
  const [error, setError] = useState<Error>()

  useEffect(() => {
    let current = true
    read().then(
      known => current && setValue(known),
      (thrown: unknown) => current && setError(asError(thrown)),
    )
    return () => {
      current = false
    }
  }, [read])

  const change = useCallback(
    async (wanted: Value) => {
      // Shows the new value at once, and the old one again if the server refuses it.
      setValue(wanted)
      try {
        await write(wanted)
        setError(undefined)
      } catch (thrown) {
        setError(asError(thrown))
        setValue(await read().catch(() => undefined))
      }
    },
    [read, write],
  )

  return { value, error, set: wanted => void change(wanted) }
}
