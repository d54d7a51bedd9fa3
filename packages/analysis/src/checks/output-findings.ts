import type { CategoricalComparison, NumericComparison } from '@shadow-mode/protocol'
import type { Leaf } from '../outputs/leaf.ts'
import { designEffect } from '../sequences/design-effect.ts'
import { meanSequence } from '../sequences/mean-sequence.ts'
import { rateSequence } from '../sequences/rate-sequence.ts'
import { differenceOf } from '../statistics/difference-of.ts'
import { sumOfSquares } from '../statistics/sum-of-squares.ts'
import { outputCheckId } from './check-id.ts'
import { COMPARABLE_DEFAULT } from './defaults.ts'
import type { Finding } from './finding.ts'

const NO_PAIR =
  'there is no value: no pair has one of this kind on both sides, or it is too large for a number'
const NO_SPREAD = 'its spread is 0, or too large for a number, so there is no interval'

function agreementFinding(path: string, leaf: Leaf, block: CategoricalComparison): Finding {
  const { agreed, clusters } = leaf.classes()
  const base = { id: outputCheckId(path, 'agreement'), subject: `agreement of ${path}`, n: block.n }
  const rate = block.agreement.rate
  if (rate === null) return { ...base, value: null, interval: null, obstacle: NO_PAIR }
  const effect = designEffect(agreed, rate, clusters)
  if (!effect.defined) return { ...base, value: rate, interval: null, obstacle: effect.reason }
  const interval = rateSequence(block.agreement.agreeing / effect.value, block.n / effect.value)
  return { ...base, value: rate, interval }
}

function meanFinding(
  base: { id: string; subject: string; n: number },
  values: Float64Array,
  clusters: Uint32Array,
  mean: number | null,
  range: number,
  floor: number,
): Finding {
  if (mean === null) return { ...base, value: null, interval: null, obstacle: NO_PAIR }
  const effect = designEffect(values, mean, clusters)
  if (!effect.defined) return { ...base, value: mean, interval: null, obstacle: effect.reason }
  const squares = sumOfSquares(values, mean)
  const ends = meanSequence({ mean, squares, n: base.n, designEffect: effect.value, range })
  if (ends === null) return { ...base, value: mean, interval: null, obstacle: NO_SPREAD }
  return { ...base, value: mean, interval: [Math.max(floor, ends[0]), ends[1]] }
}

function differenceFindings(path: string, leaf: Leaf, block: NumericComparison): Finding[] {
  const { live, candidate, clusters } = leaf.numbers()
  const differences = differenceOf(live, candidate)
  let low = Infinity
  let high = -Infinity
  for (const column of [live, candidate])
    for (const value of column) {
      if (value < low) low = value
      if (value > high) high = value
    }
  const base = (kind: 'meanDifference' | 'meanAbs', subject: string) => ({
    id: outputCheckId(path, kind),
    subject: `${subject} of ${path}`,
    n: block.n,
  })
  const { mean, meanAbs } = block.difference
  const signed = base('meanDifference', 'mean difference')
  const absolute = base('meanAbs', 'mean absolute difference')
  return [
    meanFinding(signed, differences, clusters, mean, high - low, -Infinity),
    meanFinding(absolute, differences.map(Math.abs), clusters, meanAbs, high - low, 0),
  ]
}

/**
 * The share of values that can be compared. Without this check, the verdict would ignore values that one model leaves out.
 * Values count as independent here.
 */
function comparableFinding(
  path: string,
  { n, unmatched }: CategoricalComparison | NumericComparison,
  declared: boolean,
): Finding {
  const total = n + unmatched.liveOnly + unmatched.candidateOnly + unmatched.otherKind
  return {
    id: outputCheckId(path, 'comparable'),
    subject: `share of values of ${path} that both models gave in one kind`,
    value: total === 0 ? null : n / total,
    interval: total === 0 ? null : rateSequence(n, total),
    n: total,
    ...(declared ? { defaultMargin: COMPARABLE_DEFAULT } : {}),
  }
}

/**
 * Finds the checks of one output path. `declared` tells whether the rules have a margin for the path. `cut` counts the
 * values that a limit left out. If there are any, no check is judged, because part of the window is missing.
 */
export function outputFindings(
  path: string,
  leaf: Leaf,
  block: CategoricalComparison | NumericComparison,
  { declared, cut }: { declared: boolean; cut: number },
): Finding[] {
  const findings =
    block.kind === 'categorical'
      ? [agreementFinding(path, leaf, block)]
      : differenceFindings(path, leaf, block)
  const total = block.unmatched.liveOnly + block.unmatched.candidateOnly + block.unmatched.otherKind
  if (declared || total > 0) findings.push(comparableFinding(path, block, declared))
  if (cut > 0)
    for (const finding of findings) finding.obstacle ??= `a limit left out ${cut} values (see cuts)`
  return findings
}
