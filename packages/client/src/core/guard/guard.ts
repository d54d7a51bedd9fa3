/** A type guard for untrusted values. */
export type Guard<Value> = (value: unknown) => value is Value
