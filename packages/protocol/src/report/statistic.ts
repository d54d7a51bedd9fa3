import * as v from 'valibot'

/** A finite number, or `null` where the statistic is undefined. */
export const StatisticSchema: v.GenericSchema<unknown, number | null> = v.nullable(
  v.pipe(v.number(), v.finite()),
)

/** Lower and upper end. An open end is `null`. */
export type Interval = [number | null, number | null]

export const IntervalSchema: v.GenericSchema<unknown, Interval> = v.tuple([StatisticSchema, StatisticSchema])

/**
 * Explains every `null` statistic of a block, by its path within the block, e.g.
 * `{ "pairedT.t": "every difference is equal" }`.
 */
export type Reasons = Record<string, string>

export const ReasonsSchema: v.GenericSchema<unknown, Reasons> = v.record(v.string(), v.string())
