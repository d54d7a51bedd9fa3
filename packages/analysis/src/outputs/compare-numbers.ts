import type { Interval, NumericComparison, Unmatched } from '@shadow-mode/protocol'
import { undefinedBecause } from '../statistics/defined.ts'
import { describeDifferences, type PairedDifferences } from '../statistics/describe-differences.ts'
import { differenceOf } from '../statistics/difference-of.ts'
import { pairedT } from '../statistics/paired-t.ts'
import { pearson } from '../statistics/pearson.ts'
import { spearman } from '../statistics/spearman.ts'
import { sum } from '../statistics/sum.ts'
import { wilcoxon } from '../statistics/wilcoxon.ts'
import type { Leaf } from './leaf.ts'
import { createNullReasons, type NullReasons } from './null-reasons.ts'

function describeOrNull(differences: Float64Array, nulls: NullReasons): NumericComparison['difference'] {
  const described: PairedDifferences | null = differences.length > 0 ? describeDifferences(differences) : null
  const entry = (name: string, value: number | null | undefined): number | null => {
    const path = `difference.${name}`
    if (typeof value === 'number') return nulls.finiteOrNull(path, value)
    return nulls.valueOrNull(
      undefinedBecause(described ? 'needs at least two pairs' : 'no pair to compare'),
      path,
    )
  }
  const quantiles = described?.quantiles
  return {
    mean: entry('mean', described?.mean),
    median: entry('median', described?.median),
    sd: entry('sd', described?.sd),
    meanAbs: entry('meanAbs', described?.meanAbs),
    medianAbs: entry('medianAbs', described?.medianAbs),
    p95Abs: entry('p95Abs', described?.p95Abs),
    p99Abs: entry('p99Abs', described?.p99Abs),
    maxAbs: entry('maxAbs', described?.maxAbs),
    rmse: entry('rmse', described?.rmse),
    quantiles: {
      p05: entry('quantiles.p05', quantiles?.p05),
      p25: entry('quantiles.p25', quantiles?.p25),
      p50: entry('quantiles.p50', quantiles?.p50),
      p75: entry('quantiles.p75', quantiles?.p75),
      p95: entry('quantiles.p95', quantiles?.p95),
    },
    higher: described?.higher ?? 0,
    lower: described?.lower ?? 0,
    equal: described?.equal ?? 0,
  }
}

function testMean(differences: Float64Array, nulls: NullReasons): NumericComparison['pairedT'] {
  const result = nulls.valueOrNull(
    pairedT(differences),
    'pairedT.t',
    'pairedT.df',
    'pairedT.p',
    'pairedT.interval',
  )
  if (result === null) return { t: null, df: null, p: null, interval: null }
  const test = nulls.valueOrNull(result.test, 'pairedT.t', 'pairedT.p')
  const [low, high] = result.interval
  const interval: Interval | null =
    nulls.finiteOrNull('pairedT.interval', low) !== null &&
    nulls.finiteOrNull('pairedT.interval', high) !== null
      ? [low, high]
      : null
  return {
    t: test && nulls.finiteOrNull('pairedT.t', test.t),
    df: result.df,
    p: test && nulls.finiteOrNull('pairedT.p', test.p),
    interval,
  }
}

function testRanks(differences: Float64Array, nulls: NullReasons): NumericComparison['wilcoxon'] {
  const paths = ['wPlus', 'wMinus', 'statistic', 'z', 'p'].map(name => `wilcoxon.${name}`)
  return (
    nulls.valueOrNull(wilcoxon(differences), ...paths) ?? {
      wPlus: null,
      wMinus: null,
      statistic: null,
      z: null,
      p: null,
    }
  )
}

/** Compares the numbers of a path. */
export function compareNumbers(leaf: Leaf, unmatched: Unmatched): NumericComparison {
  const { live, candidate } = leaf.numbers()
  const nulls = createNullReasons()
  const n = live.length
  const differences = differenceOf(live, candidate)
  const mean = (path: string, values: Float64Array): number | null =>
    n === 0
      ? nulls.valueOrNull(undefinedBecause('no pair to compare'), path)
      : nulls.finiteOrNull(path, sum(values) / n)
  const correlate = (path: string, coefficient: typeof pearson): number | null => {
    const value = nulls.valueOrNull(coefficient(live, candidate), path)
    return value === null ? null : nulls.finiteOrNull(path, value)
  }
  return {
    kind: 'numeric',
    n,
    unmatched,
    live: { mean: mean('live.mean', live) },
    candidate: { mean: mean('candidate.mean', candidate) },
    difference: describeOrNull(differences, nulls),
    pairedT: testMean(differences, nulls),
    wilcoxon: testRanks(differences, nulls),
    pearson: correlate('pearson', pearson),
    spearman: correlate('spearman', spearman),
    reasons: nulls.reasons,
  }
}
