/** The end of the year 9999. Later dates have a longer ISO format and do not fit into a UUIDv7. */
const LATEST_MS = 253_402_300_799_999

/**
 * `Date.now()`, clamped to whole milliseconds since the epoch. Some pages replace `Date.now` by a function that returns
 * fractions, and some devices start with a clock before 1970. Records with such a time could not be read back.
 */
export const now = (): number => Math.min(Math.max(Math.trunc(Date.now()) || 0, 0), LATEST_MS)
