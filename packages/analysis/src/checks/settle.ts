import type { Check, Margin, Rules } from '@shadow-mode/protocol'
import { formatInterval } from '../format/format-interval.ts'
import { formatMargin } from '../format/format-margin.ts'
import { formatNumber } from '../format/format-number.ts'
import type { Finding } from './finding.ts'
import { judge } from './judge.ts'

const VERDICTS = {
  pass: 'lies inside the margin',
  fail: 'lies outside the margin',
  insufficient: 'is not yet clearly inside or outside the margin',
}

function decide(
  finding: Finding,
  margin: Margin | null,
  minPairs: number,
): { status: 'pass' | 'fail' | 'insufficient'; message: string } {
  const { subject, value, interval, n } = finding
  const shown = interval ? `${formatNumber(value)} ${formatInterval(interval)}` : formatNumber(value)
  if (finding.obstacle !== undefined)
    return { status: 'insufficient', message: `${subject}: ${finding.obstacle}` }
  if (value === null) return { status: 'insufficient', message: `${subject}: there is no value` }
  if (margin === null)
    return { status: 'insufficient', message: `${subject} is ${shown} today; no margin is declared for it` }
  if (n < minPairs && !finding.ungated)
    return {
      status: 'insufficient',
      message: `${subject} is ${shown} of ${n}; at least ${minPairs} are asked`,
    }
  const status = judge(value, interval, margin)
  return { status, message: `${subject} ${shown} ${VERDICTS[status]} ${formatMargin(margin)}` }
}

/** Applies the rules to a finding. */
export function settle(finding: Finding, rules: Rules): Check {
  const { id, value, interval, n } = finding
  const own = <T>(record: Record<string, T>): T | undefined =>
    Object.hasOwn(record, id) ? record[id] : undefined
  const margin = own(rules.margins) ?? finding.defaultMargin ?? null
  const { status, message } = decide(finding, margin, rules.minPairs)
  return {
    id,
    status: rules.muted.includes(id) ? 'muted' : status,
    severity: own(rules.severities) ?? finding.defaultSeverity ?? (margin === null ? 'info' : 'critical'),
    value,
    interval,
    threshold: margin === null ? null : { ...margin },
    n,
    message: rules.muted.includes(id) ? `muted (${status}): ${message}` : message,
  }
}
