import type { Rules } from '@shadow-mode/protocol'
import type { Finding } from './finding.ts'

/** Reports checks that the rules name but that do not exist, so that a typo is not ignored. */
export function unknownFindings(rules: Rules, known: ReadonlySet<string>): Finding[] {
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
