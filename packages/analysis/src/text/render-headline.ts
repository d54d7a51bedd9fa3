import type { Report } from '@shadow-mode/protocol'

/** The verdict in one line. What was lost on the way is no fault of the candidate, and not called one. */
export function renderHeadline({ decision, reasons }: Report['verdict']): string {
  switch (decision) {
    case 'promote':
      return 'PROMOTE: every check that decides has passed'
    case 'insufficient':
      return 'INSUFFICIENT: no verdict yet'
    case 'hold': {
      const failed = [...new Set(reasons.map(({ checkId }) => checkId))]
      return failed.every(id => id.startsWith('capture.'))
        ? `HOLD: a check that decides failed: ${failed.join(', ')}`
        : 'HOLD: the candidate failed a check that decides'
    }
  }
}
