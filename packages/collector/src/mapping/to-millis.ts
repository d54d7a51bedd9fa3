import type { TimeUnit } from '@shadow-mode/protocol'

/** How many nanoseconds a unit has. */
const NANOSECONDS: Readonly<Record<TimeUnit, bigint>> = {
  s: 1_000_000_000n,
  ms: 1_000_000n,
  us: 1_000n,
  ns: 1n,
}

/** Converts to milliseconds. A `bigint` loses fractions of a millisecond, a `number` those of a microsecond. */
export function toMillis(number: number | bigint, unit: TimeUnit): number {
  if (typeof number === 'bigint') return Number((number * NANOSECONDS[unit]) / 1_000_000n)
  return Math.round((number * Number(NANOSECONDS[unit])) / 1e3) / 1e3
}
