const TIME_SHIFT = 80n

/** A UUIDv7 as the number its 128 bits spell: numbers in order are ids in order of time. */
export function idNumber(id: string): bigint {
  return BigInt(`0x${id.replaceAll('-', '')}`)
}

/** The time in an id: milliseconds since the epoch, 0 to 2^48 − 1. */
export function idMillis(id: bigint): number {
  return Number(id >> TIME_SHIFT)
}

/** The lowest id of a millisecond. Times before the epoch go to 0, times after the year 10889 beyond the last id. */
export function lowestIdAt(millis: number): bigint {
  return BigInt(Math.min(Math.max(Math.ceil(millis), 0), 2 ** 48)) << TIME_SHIFT
}
