import type { Interval, Margin, Severity } from '@shadow-mode/protocol'

/** The measurement of one check, before `applyRules`. */
export interface Finding {
  id: string
  /** The id whose rules apply unless the rules name `id`: that of all positions of a vector. */
  sharedId?: string
  /** Describes `value` in the message, for example `agreement of approved`. */
  label: string
  /** `null` if nothing could be measured. */
  value: number | null
  /** From a confidence sequence. `null` if the value is exact, or if there is no interval. */
  interval: Interval | null
  /** How many pairs, calls or values `value` comes from. */
  n: number
  /** `true` if `rules.minPairs` does not apply. */
  ignoresMinPairs?: true
  /** Why the value cannot be judged. */
  obstacle?: string
  /** Why the check fails, in place of value and margin, once there are `rules.minPairs` pairs. */
  failure?: string
  /** Applies if the rules have no margin for the check. */
  defaultMargin?: Margin
  /**
   * Applies if the rules have no severity for the check.
   *
   * @default `critical` with a margin, `info` without one
   */
  defaultSeverity?: Severity
}
