/** The end of the year 9999: later moments have another ISO form, and no place in an id. */
const LATEST_MS = 253_402_300_799_999

/**
 * `Date.now()` as whole milliseconds from 0. Pages put their own in its place, some with fractions, and a device without
 * a battery for its clock may start before 1970; what is stored under such a time could not be read back.
 */
export const now = (): number => Math.min(Math.max(Math.trunc(Date.now()) || 0, 0), LATEST_MS)
