import type { Check, Margin, Rules } from '@shadow-mode/protocol'
import { formatInterval } from '../format/format-interval.ts'
import { formatMargin } from '../format/format-margin.ts'
import { formatNumber } from '../format/format-number.ts'
import type { Finding } from './finding.ts'
import { judge } from './judge.ts'

const STATUS_TEXTS = {
  pass: 'lies inside the margin',
  fail: 'lies outside the margin',
  insufficient: 'is not yet clearly inside or outside the margin',
}

function judgeFinding(
  finding: Finding,
  margin: Margin | null,
  minPairs: number,
): { status: 'pass' | 'fail' | 'insufficient'; message: string } {
  const { label, value, interval, n } = finding
  const shown = interval ? `${formatNumber(value)} ${formatInterval(interval)}` : formatNumber(value)
  if (finding.obstacle !== undefined)
    return { status: 'insufficient', message: `${label}: ${finding.obstacle}` }
  const isShort = n < minPairs && !finding.ignoresMinPairs
  if (finding.failure !== undefined)
    return { status: isShort ? 'insufficient' : 'fail', message: `${label}: ${finding.failure}` }
  if (value === null) return { status: 'insufficient', message: `${label}: there is no value` }
  if (margin === null)
    return { status: 'insufficient', message: `${label} is ${shown} so far; the rules have no margin for it` }
  if (isShort)
    return {
      status: 'insufficient',
      message: `${label} is ${shown} with n = ${n}; rules.minPairs requires ${minPairs}`,
    }
  const status = judge(value, interval, margin)
  return { status, message: `${label} ${shown} ${STATUS_TEXTS[status]} ${formatMargin(margin)}` }
}

/** Applies the rules to a finding, which gives a check. */
export function applyRules(finding: Finding, rules: Rules): Check {
  const { id, sharedId = id, value, interval, n } = finding
  const getOwn = <T>(record: Record<string, T>): T | undefined =>
    [id, sharedId].filter(name => Object.hasOwn(record, name)).map(name => record[name])[0]
  const isMuted = rules.muted.includes(id) || rules.muted.includes(sharedId)
  const margin = getOwn(rules.margins) ?? finding.defaultMargin ?? null
  const { status, message } = judgeFinding(finding, margin, rules.minPairs)
  return {
    id,
    status: isMuted ? 'muted' : status,
    severity: getOwn(rules.severities) ?? finding.defaultSeverity ?? (margin === null ? 'info' : 'critical'),
    value,
    interval,
    threshold: margin === null ? null : { ...margin },
    n,
    message: isMuted ? `muted (${status}): ${message}` : message,
  }
}
