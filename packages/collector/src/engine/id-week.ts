import { getIdMillis, getLowestId } from './id-number.ts'

const WEEK_MS = 604_800_000
/** Makes weeks start on Monday, 00:00 UTC. The epoch was a Thursday. */
const MONDAY_OFFSET_MS = 259_200_000

/** Returns the week of the time in an id, counted from the epoch. The table of pairs is partitioned by week. */
export function getIdWeek(id: bigint): number {
  return Math.floor((getIdMillis(id) + MONDAY_OFFSET_MS) / WEEK_MS)
}

/** Returns the lowest number that an id of a week can have. */
export function getFirstIdOfWeek(week: number): bigint {
  return getLowestId(week * WEEK_MS - MONDAY_OFFSET_MS)
}
