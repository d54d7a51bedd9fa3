import type { Interval } from '@shadow-mode/protocol'
import { formatNumber } from './format-number.ts'

/** `[0.88, 0.91]`. A missing end is `–`. */
export function formatInterval(interval: Interval | null): string {
  return interval === null ? '' : `[${formatNumber(interval[0])}, ${formatNumber(interval[1])}]`
}
