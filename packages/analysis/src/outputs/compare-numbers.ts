import type { Interval, NumericComparison, Unmatched } from '@shadow-mode/protocol'
import { undefinedBecause } from '../statistics/defined.ts'
import { differenceOf } from '../statistics/difference-of.ts'
import { type PairedDifferences, pairedDifferences } from '../statistics/paired-differences.ts'
import { pairedT } from '../statistics/paired-t.ts'
import { pearson } from '../statistics/pearson.ts'
import { spearman } from '../statistics/spearman.ts'
import { sum } from '../statistics/sum.ts'
import { wilcoxon } from '../statistics/wilcoxon.ts'
import type { Leaf } from './leaf.ts'
import { createReasonBook, type ReasonBook } from './reason-book.ts'

function describe(differences: Float64Array, book: ReasonBook): NumericComparison['difference'] {
  const described: PairedDifferences | null = differences.length > 0 ? pairedDifferences(differences) : null
  const entry = (name: string, value: number | null | undefined): number | null => {
    const path = `difference.${name}`
    if (typeof value === 'number') return book.number(path, value)
    return book.take(undefinedBecause(described ? 'needs at least two pairs' : 'no pair to compare'), path)
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

function testMean(differences: Float64Array, book: ReasonBook): NumericComparison['pairedT'] {
  const result = book.take(pairedT(differences), 'pairedT.t', 'pairedT.df', 'pairedT.p', 'pairedT.interval')
  if (result === null) return { t: null, df: null, p: null, interval: null }
  const test = book.take(result.test, 'pairedT.t', 'pairedT.p')
  const [low, high] = result.interval
  const interval: Interval | null =
    book.number('pairedT.interval', low) !== null && book.number('pairedT.interval', high) !== null
      ? [low, high]
      : null
  return {
    t: test && book.number('pairedT.t', test.t),
    df: result.df,
    p: test && book.number('pairedT.p', test.p),
    interval,
  }
}

function testRanks(differences: Float64Array, book: ReasonBook): NumericComparison['wilcoxon'] {
  const paths = ['wPlus', 'wMinus', 'statistic', 'z', 'p'].map(name => `wilcoxon.${name}`)
  return (
    book.take(wilcoxon(differences), ...paths) ?? {
      wPlus: null,
      wMinus: null,
      statistic: null,
      z: null,
      p: null,
    }
  )
}

/** Compares a path whose leaves are numbers. */
export function compareNumbers(leaf: Leaf, unmatched: Unmatched): NumericComparison {
  const { live, candidate } = leaf.numbers()
  const book = createReasonBook()
  const n = live.length
  const differences = differenceOf(live, candidate)
  const mean = (path: string, values: Float64Array): number | null =>
    n === 0 ? book.take(undefinedBecause('no pair to compare'), path) : book.number(path, sum(values) / n)
  const correlation = (path: string, of: typeof pearson): number | null => {
    const value = book.take(of(live, candidate), path)
    return value === null ? null : book.number(path, value)
  }
  return {
    kind: 'numeric',
    n,
    unmatched,
    live: { mean: mean('live.mean', live) },
    candidate: { mean: mean('candidate.mean', candidate) },
    difference: describe(differences, book),
    pairedT: testMean(differences, book),
    wilcoxon: testRanks(differences, book),
    pearson: correlation('pearson', pearson),
    spearman: correlation('spearman', spearman),
    reasons: book.reasons,
  }
}
