import * as v from 'valibot'

/** A figure of the report: a finite number, or `null` where it is undefined. */
export const StatisticSchema: v.GenericSchema<unknown, number | null> = v.nullable(
  v.pipe(v.number(), v.finite()),
)

/** Lower and upper end; a side that does not exist is `null`. */
export type Interval = [number | null, number | null]

export const IntervalSchema: v.GenericSchema<unknown, Interval> = v.tuple([StatisticSchema, StatisticSchema])

/**
 * Why a statistic is `null`, by its path within the block that carries the reasons, e.g.
 * `{ "pairedT.t": "every difference is 0" }`. Every `null` statistic has an entry.
 */
export type Reasons = Record<string, string>

export const ReasonsSchema: v.GenericSchema<unknown, Reasons> = v.record(v.string(), v.string())
