import * as v from 'valibot'
import { CountSchema } from '../count.ts'
import { StatisticSchema } from './statistic.ts'

export interface Quantiles {
  n: number
  p50: number | null
  p90: number | null
  p95: number | null
  p99: number | null
  mean: number | null
  min: number | null
  max: number | null
}

export const QuantilesSchema: v.GenericSchema<unknown, Quantiles> = v.object({
  n: CountSchema,
  p50: StatisticSchema,
  p90: StatisticSchema,
  p95: StatisticSchema,
  p99: StatisticSchema,
  mean: StatisticSchema,
  min: StatisticSchema,
  max: StatisticSchema,
})
