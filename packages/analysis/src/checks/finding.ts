import type { Interval, Margin, Severity } from '@shadow-mode/protocol'

/** What is known about one check before the rules are applied. */
export interface Finding {
  id: string
  /** Names `value` in the message, for example `agreement of ok`. */
  subject: string
  value: number | null
  /** `null` if the value counts everything and is not a sample. */
  interval: Interval | null
  n: number
  /** `true` if `rules.minPairs` does not apply. */
  ungated?: true
  /** The reason why no margin can judge the value. */
  obstacle?: string
  /** Applies if the rules have no margin for the check. */
  defaultMargin?: Margin
  /** @default `critical` with a margin, `info` without one */
  defaultSeverity?: Severity
}
