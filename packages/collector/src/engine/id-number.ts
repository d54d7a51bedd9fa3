const TIME_SHIFT = 80n

/** A UUIDv7 as a 128-bit number. The numbers sort by time. */
export function idNumber(id: string): bigint {
  return BigInt(`0x${id.replaceAll('-', '')}`)
}

/** The time in an id, in milliseconds since the epoch, 0 to 2^48 − 1. */
export function idMillis(id: bigint): number {
  return Number(id >> TIME_SHIFT)
}

/** The lowest id of a millisecond. Times before the epoch give 0. Times after the year 10889 exceed every id. */
export function lowestIdAt(millis: number): bigint {
  return BigInt(Math.min(Math.max(Math.ceil(millis), 0), 2 ** 48)) << TIME_SHIFT
}
