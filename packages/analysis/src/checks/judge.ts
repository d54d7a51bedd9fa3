import type { Check, Interval, Margin } from '@shadow-mode/protocol'

/**
 * Returns `pass` if the whole interval lies inside the margin, `fail` if the whole interval lies outside, and otherwise
 * `insufficient`. A `null` end lies beyond every margin. Without an interval, the value itself is judged.
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
