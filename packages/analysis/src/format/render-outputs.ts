import type { CategoricalComparison, NumericComparison, Report, Unmatched } from '@shadow-mode/protocol'
import { formatInterval } from './format-interval.ts'
import { formatNumber } from './format-number.ts'
import { printable } from './printable.ts'
import { table } from './table.ts'

/** The most paths, and classes of one table, that the text shows. The JSON has all of them. */
const SHOWN_PATHS = 20
const SHOWN_CLASSES = 8

function unmatchedRows({ liveOnly, candidateOnly, neither, otherKind }: Unmatched): string[][] {
  if (liveOnly + candidateOnly + neither + otherKind === 0) return []
  const parts = [
    `live only ${liveOnly}`,
    `candidate only ${candidateOnly}`,
    `neither ${neither}`,
    `other kind ${otherKind}`,
  ]
  return [['not compared', parts.join(', ')]]
}

function classRows(block: CategoricalComparison): string[][] {
  const { agreement, kappa, mcnemar, confusion, n } = block
  const rows = [
    [
      'agreement',
      `${agreement.agreeing} of ${n} = ${formatNumber(agreement.rate)} ${formatInterval(agreement.interval)}`,
    ],
    ['kappa', formatNumber(kappa)],
  ]
  if (mcnemar)
    rows.push(['McNemar', `b ${mcnemar.b}, c ${mcnemar.c}, exact p ${formatNumber(mcnemar.exactP)}`])
  if (confusion.labels.length > 0 && confusion.labels.length <= SHOWN_CLASSES)
    rows.push(
      ...confusion.labels.map((label, i) => [
        i === 0 ? 'live → candidate' : '',
        `${label} → ${confusion.labels.map((to, j) => `${to} ${confusion.counts[i]?.[j] ?? 0}`).join(', ')}`,
      ]),
    )
  return rows
}

function numberRows(block: NumericComparison): string[][] {
  const { difference: d, pairedT, wilcoxon } = block
  const t = `${formatNumber(pairedT.t)}, p ${formatNumber(pairedT.p)} ${formatInterval(pairedT.interval)}`
  return [
    ['mean', `live ${formatNumber(block.live.mean)}, candidate ${formatNumber(block.candidate.mean)}`],
    [
      'difference',
      `mean ${formatNumber(d.mean)}, median ${formatNumber(d.median)}, rmse ${formatNumber(d.rmse)}`,
    ],
    [
      'absolute',
      `mean ${formatNumber(d.meanAbs)}, p95 ${formatNumber(d.p95Abs)}, p99 ${formatNumber(d.p99Abs)}, max ${formatNumber(d.maxAbs)}`,
    ],
    ['paired t', t.trimEnd()],
    ['Wilcoxon', `z ${formatNumber(wilcoxon.z)}, p ${formatNumber(wilcoxon.p)}`],
    ['correlation', `Pearson ${formatNumber(block.pearson)}, Spearman ${formatNumber(block.spearman)}`],
  ]
}

function renderOutput(path: string, block: CategoricalComparison | NumericComparison): string[] {
  const rows = block.kind === 'categorical' ? classRows(block) : numberRows(block)
  const why = Object.entries(block.reasons).map(([name, reason]) => [`no ${name}`, reason])
  const kind = block.kind === 'categorical' ? 'classes' : 'numbers, candidate − live'
  const head = `Output ${printable(path)} (${kind}; ${block.n} compared; intervals not valid under peeking)`
  return [head, ...table([...rows, ...unmatchedRows(block.unmatched), ...why]), '']
}

/** Renders the outputs path by path. These intervals hold for a fixed number of pairs. */
export function renderOutputs(outputs: Report['outputs']): string[] {
  const entries = Object.entries(outputs)
  if (entries.length === 0) return ['Outputs', '  no output was compared']
  const shown = entries.slice(0, SHOWN_PATHS).flatMap(([path, block]) => renderOutput(path, block))
  const rest = entries.length - SHOWN_PATHS
  return rest > 0 ? [...shown, `${rest} more outputs are in the JSON report`] : shown
}
