import * as v from 'valibot'
import { CountSchema } from '../count.ts'
import type { Severity } from '../rules.ts'
import { type Interval, IntervalSchema, StatisticSchema } from './statistic.ts'

export interface Check {
  /**
   * `<group>.<subject>.<kind>`: `capture.pairs`, `capture.versions`, `capture.complete`, `outputs.<path>.agreement`,
   * `outputs.<path>.meanDifference`, `outputs.<path>.meanAbs`, `outputs.<path>.comparable`,
   * `outputs.<path>.association` (vectors), `outputs.common` (present only if no path has a value in both outputs),
   * `status.candidate.errorRate`, `latency.p95` (the candidate's 95th percentile divided by the live model's).
   */
  id: string
  status: 'pass' | 'fail' | 'insufficient' | 'muted'
  severity: Severity
  value: number | null
  /**
   * A 95 % confidence sequence. Unlike the intervals under `outputs`, it stays valid when the report is read
   * repeatedly. `null` for exact counts and when there is no interval, which `message` explains. An end is `null` when
   * there are too few values to bound it, or when losses are unknown (`capture.complete`).
   */
  interval: Interval | null
  threshold: { min?: number; max?: number } | null
  n: number
  message: string
}

export const CheckSchema: v.GenericSchema<unknown, Check> = v.object({
  id: v.string(),
  status: v.picklist(['pass', 'fail', 'insufficient', 'muted']),
  severity: v.picklist(['critical', 'warning', 'info']),
  value: StatisticSchema,
  interval: v.nullable(IntervalSchema),
  threshold: v.nullable(v.object({ min: v.exactOptional(v.number()), max: v.exactOptional(v.number()) })),
  n: CountSchema,
  message: v.string(),
})
