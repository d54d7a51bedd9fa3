import type { Report } from '@shadow-mode/protocol'
import { printable } from './printable.ts'

/** Renders the verdict in one line. It does not blame the candidate for pairs that were lost. */
export function renderHeadline({ decision, reasons }: Report['verdict']): string {
  if (decision === 'promote') return 'PROMOTE: every deciding check passed'
  if (decision === 'insufficient') return 'INSUFFICIENT: no verdict yet'
  const failed = reasons.map(({ checkId }) => checkId)
  return failed.every(id => id.startsWith('capture.'))
    ? `HOLD: a deciding check failed: ${printable(failed.join(', '))}`
    : 'HOLD: the candidate failed a deciding check'
}
