export interface EvaluateFlagOptions {
  /**
   * The `value` where the flag gives none: disabled, no default variant, or an error. A flag whose value has another
   * `typeof` is a `TYPE_MISMATCH`. Without it `value` is `undefined` there, and every type matches.
   */
  defaultValue?: unknown
  /** The clock behind `$flagd.timestamp`, in milliseconds since the epoch; rules see seconds. Default `Date.now`. */
  now?: () => number
}
