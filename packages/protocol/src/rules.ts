import * as v from 'valibot'

export type Severity = 'critical' | 'warning' | 'info'

/** The range in which a check passes: `min` ≤ value ≤ `max`. At least one of the two is required. */
export interface Margin {
  min?: number
  max?: number
}

/** The conditions for promoting a candidate. Without margins the verdict is always `insufficient`. */
export interface Rules {
  /** Margins by check id, e.g. `{ "outputs.approved.agreement": { "min": 0.95 } }`. */
  margins: Record<string, Margin>
  /**
   * The verdict is `insufficient` with fewer compared pairs than this.
   *
   * @default 200
   */
  minPairs: number
  /**
   * Severities by check id. By default, a check is `critical` if it has a margin, and `info` if it has none. Only
   * `critical` checks decide the verdict.
   */
  severities: Record<string, Severity>
  /** Ids of checks that are shown but never decide the verdict. */
  muted: string[]
  /** Output paths to leave out of the comparison, e.g. `requestId`. */
  ignoredPaths: string[]
}

const MarginSchema: v.GenericSchema<unknown, Margin> = v.pipe(
  v.strictObject({
    min: v.exactOptional(v.pipe(v.number(), v.finite())),
    max: v.exactOptional(v.pipe(v.number(), v.finite())),
  }),
  v.check(margin => margin.min !== undefined || margin.max !== undefined, 'Expected "min", "max" or both'),
  v.check(
    margin => margin.min === undefined || margin.max === undefined || margin.min <= margin.max,
    'Expected "min" not above "max"',
  ),
)

/** Strict, because a misspelt rule would otherwise be ignored silently. */
export const RulesSchema: v.GenericSchema<unknown, Rules> = v.strictObject({
  margins: v.optional(v.record(v.string(), MarginSchema), {}),
  minPairs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 200),
  severities: v.optional(v.record(v.string(), v.picklist(['critical', 'warning', 'info'])), {}),
  muted: v.optional(v.array(v.string()), []),
  ignoredPaths: v.optional(v.array(v.string()), []),
})
