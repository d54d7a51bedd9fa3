/** A statistic, or the reason why it has no value. */
export type Defined<T> = { defined: true; value: T } | { defined: false; reason: string }

/** Wraps a value. */
export function defined<T>(value: T): Defined<T> {
  return { defined: true, value }
}

/** Wraps the reason why there is no value. */
export function undefinedBecause(reason: string): Defined<never> {
  return { defined: false, reason }
}
