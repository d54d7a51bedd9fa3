import type { Report } from '@shadow-mode/protocol'
import { toShortPrintable } from './to-printable.ts'

/** Renders the verdict in one line. Blames the candidate only if a failed check is not `capture.*`. */
export function renderHeadline({ decision, reasons }: Report['verdict']): string {
  if (decision === 'promote') return 'PROMOTE: every deciding check passed'
  if (decision === 'insufficient') return 'INSUFFICIENT: no verdict yet'
  const failed = reasons.map(({ checkId }) => checkId)
  return failed.every(id => id.startsWith('capture.'))
    ? `HOLD: a deciding check failed: ${toShortPrintable(failed.join(', '))}`
    : 'HOLD: the candidate failed a deciding check'
}
