import type { Rules } from '@shadow-mode/protocol'
import type { Finding } from './finding.ts'

/** Returns a finding for each check that the rules name and the window does not have, so that a typo is not ignored. */
export function findUnknownChecks(rules: Rules, known: ReadonlySet<string>): Finding[] {
  const named = new Set([...Object.keys(rules.margins), ...Object.keys(rules.severities), ...rules.muted])
  return [...named]
    .filter(id => !known.has(id))
    .sort()
    .map(id => ({
      id,
      label: 'unknown check',
      value: null,
      interval: null,
      n: 0,
      obstacle: 'the rules name it, but the window has no check with this id',
      defaultSeverity: Object.hasOwn(rules.margins, id) ? 'critical' : 'warning',
    }))
}
