import type { Interval, Margin, Severity } from '@shadow-mode/protocol'

/** The measurement of one check, before `applyRules`. */
export interface Finding {
  id: string
  /** Describes `value` in the message, for example `agreement of ok`. */
  label: string
  /** `null` if nothing could be measured. */
  value: number | null
  /** The confidence sequence of `value`. `null` if the value is an exact count, or if there is no interval. */
  interval: Interval | null
  n: number
  /** `true` if `rules.minPairs` does not apply. */
  ignoresMinPairs?: true
  /** The reason why the value cannot be judged. */
  obstacle?: string
  /** Applies if the rules have no margin for the check. */
  defaultMargin?: Margin
  /** @default `critical` with a margin, `info` without one */
  defaultSeverity?: Severity
}
