import type { Quantiles, Report, Role } from '@shadow-mode/protocol'
import { LATENCY_STATISTICS } from '../latency/latency-statistics.ts'
import { formatInterval } from './format-interval.ts'
import { formatMargin } from './format-margin.ts'
import { formatNumber } from './format-number.ts'
import { printable } from './printable.ts'
import { renderHeadline } from './render-headline.ts'
import { renderOutputs } from './render-outputs.ts'
import { table } from './table.ts'

/** The most reasons, checks and cuts that the text shows. The JSON has all of them. */
const SHOWN_ROWS = 40

const counts = (record: Record<string, number>): string =>
  Object.entries(record)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || 'none'

function limited(rows: readonly (readonly string[])[], what: string, { whole = false } = {}): string[] {
  const rest = rows.length - SHOWN_ROWS
  return [
    ...table(rows.slice(0, SHOWN_ROWS), { whole }),
    ...(rest > 0 ? [`  … and ${rest} more ${what} in the JSON report`] : []),
  ]
}

function renderLosses(losses: Report['capture']['losses'], drawn: 'sampled' | 'recorded'): string {
  return `${counts(losses.dropped)}; unconfirmed ${losses.unconfirmed}; ${drawn} ${losses.sampled} on ${losses.clients} clients`
}

function renderRun(report: Report): string[] {
  const { capture, models, window } = report
  const model = (role: Role): string => models[role].versions.join(', ') || 'none seen'
  const { outcomes } = capture
  const rows = [
    ['window', `${window.from ?? 'open'} to ${window.to ?? 'open'}`],
    ['seen', `${window.first ?? '–'} to ${window.last ?? '–'}`],
    ['live', `${model('live')}; ${counts(capture.byStatus.live)}; HTTP ${counts(report.status.live)}`],
    [
      'candidate',
      `${model('candidate')}; ${counts(capture.byStatus.candidate)}; HTTP ${counts(report.status.candidate)}`,
    ],
    ['pairs', `${capture.pairs}, of which ${capture.paired} compared`],
    ['losses', renderLosses(capture.losses, 'sampled')],
    [
      'not analysed',
      `quarantined ${capture.quarantined}, conflicts ${capture.conflicts}, set aside ${capture.setAside}`,
    ],
    ...(outcomes && outcomes.stored + outcomes.losses.clients + outcomes.setAside > 0
      ? [
          [
            'outcomes',
            `stored ${outcomes.stored}, set aside ${outcomes.setAside}; lost ${renderLosses(outcomes.losses, 'recorded')}`,
          ],
        ]
      : []),
  ]
  return ['Run', ...table(rows)]
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
  const head = ['status', 'severity', 'check', 'value', '95 % sequence', 'margin', 'n']
  return ['Checks (intervals valid however often one looks)', ...limited([head, ...rows], 'checks')]
}

const latencyRow = (name: string, q: Quantiles): string[] => [
  name,
  String(q.n),
  ...LATENCY_STATISTICS.map(key => formatNumber(q[key])),
]

function renderLatency(latency: Report['latency']): string[] {
  return [
    'Latency of answered calls, ms',
    ...table([
      ['', 'n', ...LATENCY_STATISTICS],
      latencyRow('live', latency.live),
      latencyRow('candidate', latency.candidate),
      latencyRow('difference', latency.difference),
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
  return ['', 'Cut by limits', ...limited(rows, 'cuts')]
}

/** Renders the report as plain text for a terminal. The verdict comes first. The text has no colours. */
export function renderText(report: Report): string {
  const reasons = report.verdict.reasons.map(({ checkId, text }) => [checkId, text])
  return [
    `Shadow run of ${printable(report.experiment)}`,
    renderHeadline(report.verdict),
    ...limited(reasons, 'reasons', { whole: true }),
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
