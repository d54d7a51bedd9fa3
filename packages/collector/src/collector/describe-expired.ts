import type { ExpiredCounts } from '../engine/engine.ts'
import { getIdMillis } from '../engine/id-number.ts'
import { getFirstIdOfWeek } from '../engine/id-week.ts'

const day = (week: number | undefined): string =>
  new Date(getIdMillis(getFirstIdOfWeek(week ?? 0))).toISOString().slice(0, 10)

/** The message for the operator. Weeks are named by their Monday. */
export function describeExpired({ weeks, pairs, ...others }: ExpiredCounts): string {
  const { outcomes, quarantined, conflicts, deadLetters } = others
  const span = weeks.length > 0 ? ` (weeks of ${day(weeks[0])} to ${day(weeks.at(-1))})` : ''
  return (
    `The retention deleted pairs: ${pairs}${span}, outcomes: ${outcomes}, quarantined: ${quarantined}, ` +
    `conflicts: ${conflicts}, dead letters: ${deadLetters}`
  )
}
