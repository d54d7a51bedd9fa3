import type { Margin } from '@shadow-mode/protocol'
import { formatNumber } from './format-number.ts'

/** Formats a margin as `≥ 0.95`, `≤ 0.01` or `0 to 0.01`. `null` gives an empty text. */
export function formatMargin(margin: Margin | null): string {
  if (margin === null) return ''
  if (margin.max === undefined) return `≥ ${formatNumber(margin.min ?? null)}`
  if (margin.min === undefined) return `≤ ${formatNumber(margin.max)}`
  return `${formatNumber(margin.min)} to ${formatNumber(margin.max)}`
}
