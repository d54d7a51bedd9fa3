import * as v from 'valibot'
import { ExperimentSchema, LabelSchema, PairIdSchema, TimestampSchema } from './ids.ts'
import { type JsonValue, JsonValueSchema } from './json.ts'
import { type Side, SideSchema } from './side.ts'

/** The two models of an experiment. */
export type Role = 'live' | 'candidate'

/** How this prediction came to be sampled. */
export interface Sampling {
  /** The active flag variant, or `null` for a fixed plan. */
  variant: string | null
  /** The active `shadowRate`: the probability that this prediction was sampled, 0 < rate ≤ 1. */
  rate: number
  /** The variant's share of subjects, 0 < weight ≤ 1. */
  weight: number
  flagVersion?: string
}

export interface PairContext {
  /** Path of the page, without query or fragment; at most 2,048 UTF-16 units. */
  page?: string
  /** Names of 1 to 256 UTF-16 units, values of at most 256. */
  tags?: Record<string, string>
  /** Version of the SDK that made the pair, or `IMPORT_SDK`. */
  sdk: string
}

/** `context.sdk` of a pair that `import --map` has made from a row of a log. */
export const IMPORT_SDK = 'import'

/** One input and the answers of both models. */
export interface Pair {
  /** A UUIDv7. It stays the same when the pair is sent again. */
  id: string
  experiment: string
  /** When the prediction was requested. It never changes. */
  capturedAt: string
  /** The app's own key. An outcome can refer to the pair by it. */
  reference?: string
  /** A pseudonym for the person or thing that the prediction is about. */
  subject?: string
  /** The result of `record.input`. Absent when it kept nothing. */
  input?: JsonValue
  live: Side
  candidate: Side
  /** A second answer of the live model. Present when noise is measured. */
  repeat?: Side
  /** The side whose answer the user saw. */
  served: Role
  sampling: Sampling
  context: PairContext
}

const share = v.pipe(v.number(), v.gtValue(0), v.maxValue(1))

export const PairSchema: v.GenericSchema<unknown, Pair> = v.object({
  id: PairIdSchema,
  experiment: ExperimentSchema,
  capturedAt: TimestampSchema,
  reference: v.exactOptional(LabelSchema),
  subject: v.exactOptional(LabelSchema),
  input: v.exactOptional(JsonValueSchema),
  live: SideSchema,
  candidate: SideSchema,
  repeat: v.exactOptional(SideSchema),
  served: v.picklist(['live', 'candidate']),
  sampling: v.object({
    variant: v.nullable(LabelSchema),
    rate: share,
    weight: share,
    flagVersion: v.exactOptional(LabelSchema),
  }),
  context: v.object({
    page: v.exactOptional(v.pipe(v.string(), v.maxLength(2_048))),
    tags: v.exactOptional(v.record(LabelSchema, v.pipe(v.string(), v.maxLength(256)))),
    sdk: LabelSchema,
  }),
})
