import { idMillis, lowestIdAt } from './id-number.ts'

const WEEK_MS = 604_800_000
/** The epoch was a Thursday: this starts the weeks on Mondays, 00:00 UTC. */
const MONDAY_OFFSET_MS = 259_200_000

/** The number of the week, since the epoch's, of the time in an id. Tables of pairs are partitioned by it. */
export function idWeek(id: bigint): number {
  return Math.floor((idMillis(id) + MONDAY_OFFSET_MS) / WEEK_MS)
}

/** The lowest id of a week. */
export function firstIdOfWeek(week: number): bigint {
  return lowestIdAt(week * WEEK_MS - MONDAY_OFFSET_MS)
}
