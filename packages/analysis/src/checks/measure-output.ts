import type { CategoricalComparison, NumericComparison } from '@shadow-mode/protocol'
import type { Leaf } from '../outputs/leaf.ts'
import { designEffect } from '../sequences/design-effect.ts'
import { meanInterval } from '../sequences/mean-interval.ts'
import { rateInterval } from '../sequences/rate-interval.ts'
import { isConstant } from '../statistics/is-constant.ts'
import { subtractLive } from '../statistics/subtract-live.ts'
import { sumOfSquares } from '../statistics/sum-of-squares.ts'
import { toOutputCheckId } from './check-id.ts'
import { COMPARABLE_DEFAULT } from './defaults.ts'
import type { Finding } from './finding.ts'

const describeNoValue = (n: number): string =>
  n === 0 ? 'no pair has values of one kind on both sides' : 'the result is too large for a number'
const NO_INTERVAL =
  'there is no interval, because there are fewer than two values, or their variance is 0 or too large for a number'

function measureAgreement(path: string, leaf: Leaf, block: CategoricalComparison): Finding {
  const { agreed, clusters } = leaf.classes()
  const base = { id: toOutputCheckId(path, 'agreement'), label: `agreement of ${path}`, n: block.n }
  const rate = block.agreement.rate
  if (rate === null) return { ...base, value: null, interval: null, obstacle: describeNoValue(block.n) }
  const effect = designEffect(agreed, rate, clusters)
  if (!effect.defined) return { ...base, value: rate, interval: null, obstacle: effect.reason }
  const interval = rateInterval(block.agreement.agreeing / effect.value, block.n / effect.value)
  return { ...base, value: rate, interval }
}

function measureMean(
  base: { id: string; label: string; n: number },
  values: Float64Array,
  clusters: Uint32Array,
  mean: number | null,
  range: number,
  floor: number,
): Finding {
  if (mean === null) return { ...base, value: null, interval: null, obstacle: describeNoValue(base.n) }
  const effect = designEffect(values, mean, clusters)
  if (!effect.defined) return { ...base, value: mean, interval: null, obstacle: effect.reason }
  const squares = sumOfSquares(values, mean)
  const ends = meanInterval({ mean, squares, n: base.n, designEffect: effect.value, range })
  if (ends === null) return { ...base, value: mean, interval: null, obstacle: NO_INTERVAL }
  return { ...base, value: mean, interval: [Math.max(floor, ends[0]), ends[1]] }
}

function measureDifferences(
  path: string,
  leaf: Leaf,
  block: NumericComparison,
  isPosition: boolean,
): Finding[] {
  const { live, candidate, clusters } = leaf.numbers()
  const differences = subtractLive(live, candidate)
  let low = Infinity
  let high = -Infinity
  for (const column of [live, candidate])
    for (const value of column) {
      if (value < low) low = value
      if (value > high) high = value
    }
  const identify = (kind: 'meanDifference' | 'meanAbs', label: string) => ({
    id: toOutputCheckId(path, kind),
    label: `${label} of ${path}`,
    n: block.n,
  })
  const { mean, meanAbs } = block.difference
  // One position of a vector may be constant while the vector is not: its value is exact, and has no interval.
  const isExact = isPosition && block.n > 1 && isConstant(live) && isConstant(candidate)
  const signed = identify('meanDifference', 'mean difference')
  const absolute = identify('meanAbs', 'mean absolute difference')
  if (isExact)
    return [
      { ...signed, value: mean, interval: null },
      { ...absolute, value: meanAbs, interval: null },
    ]
  return [
    measureMean(signed, differences, clusters, mean, high - low, -Infinity),
    measureMean(absolute, differences.map(Math.abs), clusters, meanAbs, high - low, 0),
  ]
}

/**
 * Measures the share of leaves that can be compared, among those with a value on at least one side. Without this check,
 * the verdict would ignore values that one model leaves out. Values count as independent here.
 */
function measureComparable(
  path: string,
  { n, unmatched }: Pick<CategoricalComparison | NumericComparison, 'n' | 'unmatched'>,
  hasMargin: boolean,
): Finding {
  const total = n + unmatched.liveOnly + unmatched.candidateOnly + unmatched.otherKind
  return {
    id: toOutputCheckId(path, 'comparable'),
    label: `share of the values of ${path} that can be compared`,
    value: total === 0 ? null : n / total,
    interval: total === 0 ? null : rateInterval(n, total),
    n: total,
    ...(hasMargin ? { defaultMargin: COMPARABLE_DEFAULT } : {}),
  }
}

interface OutputContext {
  hasMargin: boolean
  omitted: number
  isPosition: boolean
  /** The number of compared values at the positions of a vector, for the path of what its positions do not hold. */
  ofPositions: number | undefined
}

/**
 * Measures one output path. `hasMargin` tells whether the rules have a margin for one of its `COMPARING_KINDS`.
 * `omitted` counts the values and array elements that a limit left out. If there are any, no check of the path is
 * judged, because part of the window is missing. `isPosition` tells whether the path is a position of a vector. With
 * `ofPositions`, measures only the share that can be compared.
 */
export function measureOutput(
  path: string,
  leaf: Leaf,
  block: CategoricalComparison | NumericComparison,
  { hasMargin, omitted, isPosition, ofPositions }: OutputContext,
): Finding[] {
  if (ofPositions !== undefined)
    return [measureComparable(path, { n: block.n + ofPositions, unmatched: block.unmatched }, hasMargin)]
  const findings =
    block.kind === 'categorical'
      ? [measureAgreement(path, leaf, block)]
      : measureDifferences(path, leaf, block, isPosition)
  const total = block.unmatched.liveOnly + block.unmatched.candidateOnly + block.unmatched.otherKind
  if (hasMargin || total > 0) findings.push(measureComparable(path, block, hasMargin))
  if (omitted > 0)
    for (const finding of findings)
      finding.obstacle ??= `a limit left out ${omitted} values or array elements`
  return findings
}
