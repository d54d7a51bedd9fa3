import type { Quantiles, Report } from '@shadow-mode/protocol'
import { LATENCY_STATISTICS } from '../latency/latency-statistics.ts'
import { alignCells } from './align-cells.ts'
import { formatInterval } from './format-interval.ts'
import { formatMargin } from './format-margin.ts'
import { formatNumber } from './format-number.ts'
import { renderHeadline } from './render-headline.ts'
import { renderOutputs } from './render-outputs.ts'
import { renderRun } from './render-run.ts'
import { toShortPrintable } from './to-printable.ts'

/**
 * Maximum number of rows in each table of reasons, checks and cuts, including a head. The JSON report has all of them.
 */
const SHOWN_ROWS = 40

function alignRows(rows: readonly (readonly string[])[], what: string, { whole = false } = {}): string[] {
  const rest = rows.length - SHOWN_ROWS
  return [
    ...alignCells(rows.slice(0, SHOWN_ROWS), { whole }),
    ...(rest > 0 ? [`  … and ${rest} more ${what} in the JSON report`] : []),
  ]
}

function renderChecks(checks: Report['checks']): string[] {
  const rows = checks.map(check => [
    check.status,
    check.severity,
    check.id,
    formatNumber(check.value),
    formatInterval(check.interval),
    formatMargin(check.threshold),
    String(check.n),
  ])
  const head = ['status', 'severity', 'check', 'value', '95 % interval', 'margin', 'n']
  return ['Checks (intervals valid however often one looks)', ...alignRows([head, ...rows], 'checks')]
}

const toLatencyRow = (name: string, q: Quantiles): string[] => [
  name,
  String(q.n),
  ...LATENCY_STATISTICS.map(key => formatNumber(q[key])),
]

function renderLatency(latency: Report['latency']): string[] {
  return [
    'Latency of answered calls, ms',
    ...alignCells([
      ['', 'n', ...LATENCY_STATISTICS],
      toLatencyRow('live', latency.live),
      toLatencyRow('candidate', latency.candidate),
      toLatencyRow('difference', latency.difference),
    ]),
  ]
}

function renderCuts(cuts: Report['cuts']): string[] {
  if (cuts.length === 0) return []
  const rows = cuts.map(cut => [
    cut.what,
    cut.path ?? 'whole report',
    `${cut.omitted} left out at the limit of ${cut.limit}`,
  ])
  return ['', 'Cut by limits', ...alignRows(rows, 'cuts')]
}

/** Renders the report as plain text for a terminal, without colours. The verdict follows the name of the experiment. */
export function renderText(report: Report): string {
  const reasons = report.verdict.reasons.map(({ checkId, text }) => [checkId, text])
  return [
    `Shadow run of ${toShortPrintable(report.experiment)}`,
    renderHeadline(report.verdict),
    ...alignRows(reasons, 'reasons', { whole: true }),
    '',
    ...renderRun(report),
    '',
    ...renderChecks(report.checks),
    '',
    ...renderLatency(report.latency),
    '',
    ...renderOutputs(report.outputs),
    ...renderCuts(report.cuts),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n')
}
