/** Options of `evaluateFlag`. Unknown options are ignored. */
export interface EvaluateFlagOptions {
  /**
   * The `value` if the flag is disabled, no variant applies, or the flag cannot be evaluated. If `defaultValue` is set, a
   * variant with a different `typeof` is a `TYPE_MISMATCH`.
   *
   * @default undefined
   */
  defaultValue?: unknown
  /**
   * The clock for `$flagd.timestamp`, in milliseconds since the epoch. Rules get the time in seconds.
   *
   * @default Date.now
   */
  now?: () => number
}
