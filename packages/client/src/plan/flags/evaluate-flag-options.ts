/** What `evaluateFlag` takes beside the context. Unknown options are ignored. */
export interface EvaluateFlagOptions {
  /**
   * The `value` where the flag gives none: disabled, no default variant, or an error. A flag whose value has another
   * `typeof` is a `TYPE_MISMATCH`. Default `undefined`: `value` is that there, and every type matches.
   */
  defaultValue?: unknown
  /** The clock behind `$flagd.timestamp`, in milliseconds since the epoch; rules see seconds. Default `Date.now`. */
  now?: () => number
}
