import type { Interval } from '@shadow-mode/protocol'
import { formatNumber } from './format-number.ts'

/** Formats an interval as `[0.88, 0.91]`. An open end is `–`. `null` gives an empty text. */
export function formatInterval(interval: Interval | null): string {
  return interval === null ? '' : `[${formatNumber(interval[0])}, ${formatNumber(interval[1])}]`
}
