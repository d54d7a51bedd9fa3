import * as v from 'valibot'

/** The artificial faults of one model. */
export interface Faults {
  /** The delay of each answer in milliseconds, 0 to 600,000. Default 0. */
  latencyMs: number
  /** The highest random addition to `latencyMs`, uniformly distributed, 0 to 600,000. Default 0. */
  latencyJitterMs: number
  /** The share of the calls that are answered with `failStatus`, 0 to 1. Default 0. */
  failRate: number
  /** 400 to 599. Default 503. */
  failStatus: number
  /** The model never answers. */
  hang: boolean
  /** REPAYMENTS_LOG comes from an older version of its code. The live model does not use it. */
  staleFeature: boolean
  /** The model answers 200 with a body that is not JSON. */
  garbage: boolean
  /**
   * Restarts the model's random numbers with this integer. Equal seeds give equal runs. Default: the service's seed.
   */
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
