import type { Interval, Margin, Severity } from '@shadow-mode/protocol'

/** What is known about one check before the rules speak: margin, severity and muting are not its business. */
export interface Finding {
  id: string
  /** What `value` is, for the message: `agreement`, `p95 of the candidate over p95 of live`. */
  subject: string
  value: number | null
  /** `null`: the value is a count of all there is, and no sample. */
  interval: Interval | null
  n: number
  /** True when `rules.minPairs` does not bear on it. */
  ungated?: true
  /** Why the value cannot be judged, whatever the margin. */
  obstacle?: string
  /** In force when the rules name none. */
  defaultMargin?: Margin
  /** Default: `critical` with a margin, `info` without. */
  defaultSeverity?: Severity
}
