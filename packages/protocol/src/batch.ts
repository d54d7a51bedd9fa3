import * as v from 'valibot'
import { CountSchema } from './count.ts'
import { ExperimentSchema, LabelSchema, TimestampSchema } from './ids.ts'

/**
 * Cumulative counters of one experiment on one client since its storage was created. They only grow, and the collector
 * keeps the newest counters of each client. A batch that is sent twice therefore counts once. It sets counters aside that
 * a client cannot have: more losses than samples, or more samples than its age allows.
 */
export interface Losses {
  /** Predictions drawn for shadowing. */
  sampled: number
  /** Pairs that a closing page sent without storing them. They may or may not have arrived. */
  unconfirmed: number
  /**
   * Predictions that will never become a stored pair, by reason. A reason has at most 64 UTF-16 units. Collectors take,
   * store and report reasons that they do not know, so that a client may be newer.
   */
  dropped: Record<string, number>
}

interface BatchHead {
  /** Stays the same when the batch is sent again. */
  batchId: string
  sentAt: string
  sdk: string
  /** A random id of this installation (browser profile and origin). It does not identify a person. */
  client: string
  /** Counters by experiment. */
  losses: Record<string, Losses>
}

/**
 * What a client posts to `/v1/pairs`. The pairs are parsed separately, so an invalid pair does not affect the others.
 */
export interface Batch extends BatchHead {
  pairs: unknown[]
}

/**
 * What a client posts to `/v1/outcomes`. Its `losses` count outcomes, and `sampled` counts the
 * recorded ones. `client` differs from the client id of the pairs, because each queue has its own counters.
 */
export interface OutcomeBatch extends BatchHead {
  outcomes: unknown[]
}

export const LossesSchema: v.GenericSchema<unknown, Losses> = v.object({
  sampled: CountSchema,
  unconfirmed: CountSchema,
  dropped: v.record(v.pipe(v.string(), v.maxLength(64)), CountSchema),
})

const head = {
  batchId: v.pipe(v.string(), v.uuid()),
  sentAt: TimestampSchema,
  sdk: LabelSchema,
  client: v.pipe(v.string(), v.uuid()),
  losses: v.record(ExperimentSchema, LossesSchema),
}

export const BatchSchema: v.GenericSchema<unknown, Batch> = v.object({ ...head, pairs: v.array(v.unknown()) })

export const OutcomeBatchSchema: v.GenericSchema<unknown, OutcomeBatch> = v.object({
  ...head,
  outcomes: v.array(v.unknown()),
})
