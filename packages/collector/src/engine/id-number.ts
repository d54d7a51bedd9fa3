const TIME_SHIFT = 80n

/** Returns a UUIDv7 as a 128-bit number. The numbers sort by time. */
export function parseId(id: string): bigint {
  return BigInt(`0x${id.replaceAll('-', '')}`)
}

/** Returns the time in an id, in milliseconds since the epoch, 0 to 2^48 − 1. */
export function getIdMillis(id: bigint): number {
  return Number(id >> TIME_SHIFT)
}

/**
 * Returns the lowest number that an id of this time, in milliseconds since the epoch, or a later one can have. Times
 * before the epoch give 0. Times after the year 10889 give a number above every id.
 */
export function getLowestId(millis: number): bigint {
  return BigInt(Math.min(Math.max(Math.ceil(millis), 0), 2 ** 48)) << TIME_SHIFT
}
