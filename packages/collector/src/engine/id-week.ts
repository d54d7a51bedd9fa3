import { idMillis, lowestIdAt } from './id-number.ts'

const WEEK_MS = 604_800_000
/** Makes weeks start on Monday, 00:00 UTC. The epoch was a Thursday. */
const MONDAY_OFFSET_MS = 259_200_000

/** The week of the time in an id, counted from the epoch. Pairs are partitioned by it. */
export function idWeek(id: bigint): number {
  return Math.floor((idMillis(id) + MONDAY_OFFSET_MS) / WEEK_MS)
}

/** The lowest id of a week. */
export function firstIdOfWeek(week: number): bigint {
  return lowestIdAt(week * WEEK_MS - MONDAY_OFFSET_MS)
}
