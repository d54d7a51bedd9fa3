import * as v from 'valibot'

/** What is artificially wrong with one model. */
export interface Faults {
  /** Wait before each answer, in milliseconds: 0 to 600,000; default 0. */
  latencyMs: number
  /** Up to so much is added to `latencyMs`, evenly distributed. Milliseconds, 0 to 600,000; default 0. */
  latencyJitterMs: number
  /** Share of the calls that are answered with `failStatus`: 0 to 1; default 0. */
  failRate: number
  /** 400 to 599; default 503. */
  failStatus: number
  /** No call is answered, until the caller goes away. */
  hang: boolean
  /** REPAYMENTS_LOG is computed as by an older version. Without effect on the live model, which does not use it. */
  staleFeature: boolean
  /** Calls are answered with 200 and a body that is no JSON. */
  garbage: boolean
  /** Starts the model's random numbers anew: equal seeds give equal runs. An integer; default: the service's seed. */
  seed?: number
}

const milliseconds = v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(600_000)), 0)

export const FaultsSchema: v.GenericSchema<unknown, Faults> = v.strictObject({
  latencyMs: milliseconds,
  latencyJitterMs: milliseconds,
  failRate: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0),
  failStatus: v.optional(v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)), 503),
  hang: v.optional(v.boolean(), false),
  staleFeature: v.optional(v.boolean(), false),
  garbage: v.optional(v.boolean(), false),
  seed: v.exactOptional(v.pipe(v.number(), v.safeInteger())),
})
