import type { Report } from '@shadow-mode/protocol'

/**
 * How many predictions clients say they sampled that neither arrived nor are lost. They may wait on devices, or have
 * arrived at another collector, or be made up. 0 if the report does not say how many pairs are stored.
 */
export function countUnaccounted(capture: Report['capture']): number {
  const { losses, stored, quarantined, conflicts, setAside } = capture
  if (stored === undefined) return 0
  const lost = Object.values(losses.dropped).reduce((total, count) => total + count, losses.unconfirmed)
  return Math.max(losses.sampled - lost - stored - quarantined - conflicts - setAside, 0)
}
