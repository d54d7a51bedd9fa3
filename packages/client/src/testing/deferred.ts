export interface Deferred<Value> {
  promise: Promise<Value>
  resolve: (value: Value) => void
}

/** A promise that the test fulfils by calling `resolve`. */
export function deferred<Value>(): Deferred<Value> {
  const parts: Partial<Deferred<Value>> = {}
  parts.promise = new Promise<Value>(resolve => {
    parts.resolve = resolve
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a promise calls its executor at once
  return parts as Deferred<Value>
}
