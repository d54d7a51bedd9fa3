import * as v from 'valibot'

export type Severity = 'critical' | 'warning' | 'info'

/** The values a check may take and pass: `min` ≤ value ≤ `max`. At least one of the two is given. */
export interface Margin {
  min?: number
  max?: number
}

/** What a team asks of a candidate before it may be promoted. Without margins there is no verdict but `insufficient`. */
export interface Rules {
  /** By check id, e.g. `{ "outputs.approved.agreement": { "min": 0.95 } }`. */
  margins: Record<string, Margin>
  /** Fewer compared pairs than this are never enough. Default 200. */
  minPairs: number
  /**
   * By check id, instead of the check's own severity: `critical` where a margin is in force, else `info`. Only
   * `critical` checks decide the verdict.
   */
  severities: Record<string, Severity>
  /** Check ids that are shown and never decide. */
  muted: string[]
  /** Output paths that are not compared, e.g. `requestId`. */
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

/** Strict: a misspelt rule must not silently ask for nothing. */
export const RulesSchema: v.GenericSchema<unknown, Rules> = v.strictObject({
  margins: v.optional(v.record(v.string(), MarginSchema), {}),
  minPairs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 200),
  severities: v.optional(v.record(v.string(), v.picklist(['critical', 'warning', 'info'])), {}),
  muted: v.optional(v.array(v.string()), []),
  ignoredPaths: v.optional(v.array(v.string()), []),
})
