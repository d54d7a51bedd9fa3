import type { Interval, NumericComparison, Unmatched } from '@shadow-mode/protocol'
import { undefinedBecause } from '../statistics/defined.ts'
import { describeDifferences, type PairedDifferences } from '../statistics/describe-differences.ts'
import { pairedT } from '../statistics/paired-t.ts'
import { pearson } from '../statistics/pearson.ts'
import { spearman } from '../statistics/spearman.ts'
import { subtractLive } from '../statistics/subtract-live.ts'
import { sum } from '../statistics/sum.ts'
import { wilcoxon } from '../statistics/wilcoxon.ts'
import type { Leaf } from './leaf.ts'
import { createNullReasons, type NullReasons } from './null-reasons.ts'

function describeOrNull(differences: Float64Array, nulls: NullReasons): NumericComparison['difference'] {
  const described: PairedDifferences | null = differences.length > 0 ? describeDifferences(differences) : null
  const toEntry = (name: string, value: number | null | undefined): number | null => {
    const path = `difference.${name}`
    if (typeof value === 'number') return nulls.finiteOrNull(path, value)
    return nulls.valueOrNull(
      undefinedBecause(described ? 'needs at least two pairs' : 'no pair to compare'),
      path,
    )
  }
  const quantiles = described?.quantiles
  return {
    mean: toEntry('mean', described?.mean),
    median: toEntry('median', described?.median),
    sd: toEntry('sd', described?.sd),
    meanAbs: toEntry('meanAbs', described?.meanAbs),
    medianAbs: toEntry('medianAbs', described?.medianAbs),
    p95Abs: toEntry('p95Abs', described?.p95Abs),
    p99Abs: toEntry('p99Abs', described?.p99Abs),
    maxAbs: toEntry('maxAbs', described?.maxAbs),
    rmse: toEntry('rmse', described?.rmse),
    quantiles: {
      p05: toEntry('quantiles.p05', quantiles?.p05),
      p25: toEntry('quantiles.p25', quantiles?.p25),
      p50: toEntry('quantiles.p50', quantiles?.p50),
      p75: toEntry('quantiles.p75', quantiles?.p75),
      p95: toEntry('quantiles.p95', quantiles?.p95),
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
  const differences = subtractLive(live, candidate)
  const meanOrNull = (path: string, values: Float64Array): number | null =>
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
    live: { mean: meanOrNull('live.mean', live) },
    candidate: { mean: meanOrNull('candidate.mean', candidate) },
    difference: describeOrNull(differences, nulls),
    pairedT: testMean(differences, nulls),
    wilcoxon: testRanks(differences, nulls),
    pearson: correlate('pearson', pearson),
    spearman: correlate('spearman', spearman),
    reasons: nulls.reasons,
  }
}
