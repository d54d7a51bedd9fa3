import type { CategoricalComparison, NumericComparison, Report, Unmatched } from '@shadow-mode/protocol'
import { alignCells } from './align-cells.ts'
import { formatInterval } from './format-interval.ts'
import { formatNumber } from './format-number.ts'
import { toShortPrintable } from './to-printable.ts'

/** Maximum number of paths in the text. The JSON report has all of them. */
const SHOWN_PATHS = 20
/** Maximum number of classes in a confusion table. The text leaves out larger tables. The JSON report has them. */
const SHOWN_CLASSES = 8

function toUnmatchedRows({ liveOnly, candidateOnly, neither, otherKind }: Unmatched): string[][] {
  if (liveOnly + candidateOnly + neither + otherKind === 0) return []
  const parts = [
    `live only ${liveOnly}`,
    `candidate only ${candidateOnly}`,
    `neither ${neither}`,
    `other kind ${otherKind}`,
  ]
  return [['not compared', parts.join(', ')]]
}

function toClassRows(block: CategoricalComparison): string[][] {
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

function toNumberRows(block: NumericComparison): string[][] {
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
  const rows = block.kind === 'categorical' ? toClassRows(block) : toNumberRows(block)
  const why = Object.entries(block.reasons).map(([name, reason]) => [`no ${name}`, reason])
  const kind = block.kind === 'categorical' ? 'classes' : 'numbers, candidate − live'
  const head = `Output ${toShortPrintable(path)} (${kind}; ${block.n} compared; intervals not valid under peeking)`
  return [head, ...alignCells([...rows, ...toUnmatchedRows(block.unmatched), ...why]), '']
}

/** Renders the outputs path by path. The intervals in this part hold for a fixed number of values. */
export function renderOutputs(outputs: Report['outputs']): string[] {
  const entries = Object.entries(outputs)
  if (entries.length === 0) return ['Outputs', '  no output was compared']
  const shown = entries.slice(0, SHOWN_PATHS).flatMap(([path, block]) => renderOutput(path, block))
  const rest = entries.length - SHOWN_PATHS
  return rest > 0 ? [...shown, `${rest} more outputs are in the JSON report`] : shown
}
