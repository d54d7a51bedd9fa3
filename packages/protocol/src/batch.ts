import * as v from 'valibot'
import { CountSchema } from './count.ts'
import { ExperimentSchema, LabelSchema, TimestampSchema } from './ids.ts'

/**
 * One experiment's cumulative counters on one client since its storage began. They only grow, so a resent batch
 * counts nothing twice: the collector keeps the newest of each client.
 */
export interface Losses {
  /** Predictions drawn for shadowing. */
  sampled: number
  /** Pairs sent by a closing page and not on disk: they may or may not have arrived. */
  unconfirmed: number
  /** Predictions that will never become a stored pair, by reason. A reason has at most 64 UTF-16 units. */
  dropped: Record<string, number>
}

interface BatchHead {
  /** The same when the batch is sent again. */
  batchId: string
  sentAt: string
  sdk: string
  /** A random id of this installation (browser profile and origin); not a person's id. */
  client: string
  /** By experiment. */
  losses: Record<string, Losses>
}

/** What a client posts to `/v1/pairs`. The pairs are parsed one by one, so that a bad one costs only itself. */
export interface Batch extends BatchHead {
  pairs: unknown[]
}

/**
 * What a client posts to `/v1/outcomes`. Its `losses` are those of outcomes: `sampled` counts the recorded ones.
 * `client` is not the one of the pairs: the two queues keep books of their own.
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
