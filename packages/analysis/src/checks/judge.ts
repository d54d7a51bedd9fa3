import type { Check, Interval, Margin } from '@shadow-mode/protocol'

/**
 * Returns `pass` if the whole interval lies inside the margin, `fail` if the whole interval lies below or above the
 * margin, and otherwise `insufficient`. A `null` end lies beyond every limit that the margin has. Without an interval,
 * judges the value itself.
 */
export function judge(
  value: number,
  interval: Interval | null,
  margin: Margin,
): Exclude<Check['status'], 'muted'> {
  const low = interval === null ? value : (interval[0] ?? -Infinity)
  const high = interval === null ? value : (interval[1] ?? Infinity)
  const min = margin.min ?? -Infinity
  const max = margin.max ?? Infinity
  if (high < min || low > max) return 'fail'
  return (min === -Infinity || low >= min) && (max === Infinity || high <= max) ? 'pass' : 'insufficient'
}
