import * as v from 'valibot'
import { CountSchema } from '../count.ts'
import { type Interval, IntervalSchema, type Reasons, ReasonsSchema, StatisticSchema } from './statistic.ts'
import { type Unmatched, UnmatchedSchema } from './unmatched.ts'

/** Class labels are the JSON text of boolean and string outputs: `true`, `"approved"`. */
export interface CategoricalComparison {
  kind: 'categorical'
  /** Leaves that are a class on both sides: one per pair, or one per element for an array path (`tags[]`). */
  n: number
  unmatched: Unmatched
  /** `interval` is the 95 % Wilson interval for a fixed n. */
  agreement: { agreeing: number; rate: number | null; interval: Interval | null }
  /** Cohen's kappa, unweighted. */
  kappa: number | null
  /**
   * Rows are the live model's labels and columns the candidate's: `counts[live][candidate]`. The order is `true`,
   * `false`, then strings by code unit.
   */
  confusion: { labels: string[]; counts: number[][] }
  /**
   * `null` unless there are two classes. `b` counts first label (live), second label (candidate). `c` is the reverse.
   */
  mcnemar: {
    b: number
    c: number
    exactP: number | null
    chi2: number | null
    p: number | null
    /** With continuity correction. */
    chi2Corrected: number | null
    pCorrected: number | null
  } | null
  reasons: Reasons
}

/** Differences are candidate − live. Quantiles interpolate linearly (R type 7). */
export interface NumericComparison {
  kind: 'numeric'
  /** Leaves that are a finite number on both sides: one per pair, or one per element for an array path. */
  n: number
  unmatched: Unmatched
  live: { mean: number | null }
  candidate: { mean: number | null }
  difference: {
    mean: number | null
    median: number | null
    /** Sample standard deviation (n − 1). */
    sd: number | null
    meanAbs: number | null
    medianAbs: number | null
    p95Abs: number | null
    p99Abs: number | null
    maxAbs: number | null
    rmse: number | null
    quantiles: Record<'p05' | 'p25' | 'p50' | 'p75' | 'p95', number | null>
    higher: number
    lower: number
    equal: number
  }
  /** `interval` is the 95 % interval of the mean difference for a fixed n. */
  pairedT: { t: number | null; df: number | null; p: number | null; interval: Interval | null }
  /** Zeros dropped, mid-ranks, normal approximation with tie correction, no continuity correction. */
  wilcoxon: {
    wPlus: number | null
    wMinus: number | null
    statistic: number | null
    z: number | null
    p: number | null
  }
  pearson: number | null
  spearman: number | null
  reasons: Reasons
}

const CategoricalSchema = v.object({
  kind: v.literal('categorical'),
  n: CountSchema,
  unmatched: UnmatchedSchema,
  agreement: v.object({ agreeing: CountSchema, rate: StatisticSchema, interval: v.nullable(IntervalSchema) }),
  kappa: StatisticSchema,
  confusion: v.object({ labels: v.array(v.string()), counts: v.array(v.array(CountSchema)) }),
  mcnemar: v.nullable(
    v.object({
      b: CountSchema,
      c: CountSchema,
      exactP: StatisticSchema,
      chi2: StatisticSchema,
      p: StatisticSchema,
      chi2Corrected: StatisticSchema,
      pCorrected: StatisticSchema,
    }),
  ),
  reasons: ReasonsSchema,
})

const NumericSchema = v.object({
  kind: v.literal('numeric'),
  n: CountSchema,
  unmatched: UnmatchedSchema,
  live: v.object({ mean: StatisticSchema }),
  candidate: v.object({ mean: StatisticSchema }),
  difference: v.object({
    mean: StatisticSchema,
    median: StatisticSchema,
    sd: StatisticSchema,
    meanAbs: StatisticSchema,
    medianAbs: StatisticSchema,
    p95Abs: StatisticSchema,
    p99Abs: StatisticSchema,
    maxAbs: StatisticSchema,
    rmse: StatisticSchema,
    quantiles: v.object({
      p05: StatisticSchema,
      p25: StatisticSchema,
      p50: StatisticSchema,
      p75: StatisticSchema,
      p95: StatisticSchema,
    }),
    higher: CountSchema,
    lower: CountSchema,
    equal: CountSchema,
  }),
  pairedT: v.object({
    t: StatisticSchema,
    df: StatisticSchema,
    p: StatisticSchema,
    interval: v.nullable(IntervalSchema),
  }),
  wilcoxon: v.object({
    wPlus: StatisticSchema,
    wMinus: StatisticSchema,
    statistic: StatisticSchema,
    z: StatisticSchema,
    p: StatisticSchema,
  }),
  pearson: StatisticSchema,
  spearman: StatisticSchema,
  reasons: ReasonsSchema,
})

/** The comparison of one output path. */
export const ComparisonSchema: v.GenericSchema<unknown, CategoricalComparison | NumericComparison> =
  v.variant('kind', [CategoricalSchema, NumericSchema])
