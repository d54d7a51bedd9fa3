import * as v from 'valibot'
import { CountSchema } from '../count.ts'
import { ExperimentSchema, TimestampSchema } from '../ids.ts'
import type { Role } from '../pair.ts'
import type { SideStatus } from '../side.ts'
import { type Check, CheckSchema } from './check.ts'
import { type CategoricalComparison, ComparisonSchema, type NumericComparison } from './comparison.ts'
import { type Cut, CutSchema } from './cut.ts'
import { type Quantiles, QuantilesSchema } from './quantiles.ts'
import { type Reasons, ReasonsSchema } from './statistic.ts'

export type Decision = 'promote' | 'hold' | 'insufficient'

/** Sum of the newest plausible counters of each client. */
interface LossTotals {
  clients: number
  sampled: number
  unconfirmed: number
  dropped: Record<string, number>
  /** How many predictions the client with the most losses has lost. Older collectors do not report this field. */
  largest?: number
  /**
   * Counters that are not in the sums, because they claim more than a client of that age can have sampled, or more
   * losses than samples. Absent if there are none.
   */
  setAside?: SetAsideLosses
}

interface SetAsideLosses {
  clients: number
  /** What these clients claim to have sampled, cut at 2^53 − 1. */
  sampled: number
  /** What they claim to have lost. Unconfirmed predictions are among them. Cut at 2^53 − 1. */
  lost: number
  /** Stored records that these clients sent. Their losses are unknown. */
  records: number
}

export interface Report {
  reportVersion: 1
  experiment: string
  /** The requested window (`null` means open) and the first and last `capturedAt` in it. */
  window: { from: string | null; to: string | null; first: string | null; last: string | null }
  models: Record<Role, { versions: string[]; modelSha256: string[] }>
  verdict: { decision: Decision; reasons: { checkId: string; text: string }[] }
  checks: Check[]
  capture: {
    /** Stored pairs in the window. */
    pairs: number
    /** Pairs in which both models answered `ok`. */
    paired: number
    /**
     * Pairs in the window that `import --map` made from the rows of a log. They count as complete, because no client tells
     * what is missing. Older collectors do not report this field.
     */
    imported?: number
    byStatus: Record<Role, Record<SideStatus, number>>
    /** Pairs that are stored now, also outside the window. Older collectors do not report this field. */
    stored?: number
    /**
     * The clients that sent pairs, over all time. Pairs of an imported file have no client. `largest` and `largestTen` are
     * the pairs of the client, and of the ten clients, that sent the most. Older collectors do not report this field.
     */
    senders?: { clients: number; records: number; largest: number; largestTen: number }
    /** Sampled predictions that will never arrive, summed over all clients and all time. */
    losses: LossTotals
    /** Pairs whose id's time is too old or in the future. No other figure includes them. */
    quarantined: number
    /** Pairs whose id is already used by a pair with a different text. The first pair is kept. */
    conflicts: number
    /** Acknowledged pairs that could not be stored. Their raw text is kept. */
    setAside: number
    /**
     * Outcomes over all time. `sampled` counts recorded outcomes. `setAside` counts outcomes that could not be
     * stored and outcomes whose id is already used by a different text. Older collectors do not report this field.
     */
    outcomes?: { stored: number; losses: LossTotals; setAside: number }
  }
  /**
   * Comparisons by output path: `approved`, `items[].score` (array elements are compared by position), or `$` for an
   * output that is a bare value. `__proto__` and keys with dots, brackets, quotes or blanks are quoted: `["a.b"]`.
   */
  outputs: Record<string, CategoricalComparison | NumericComparison>
  /** How often each HTTP status occurred, among sides that have one. */
  status: Record<Role, Record<string, number>>
  /** In milliseconds, for sides that answered `ok`. `difference` is candidate − live within each pair. */
  latency: Record<Role | 'difference', Quantiles> & { reasons: Reasons }
  /** Data that a limit left out of the comparison. Empty when everything was compared. */
  cuts: Cut[]
}

const counts = v.record(v.string(), CountSchema)
const lossTotals = v.object({
  clients: CountSchema,
  sampled: CountSchema,
  unconfirmed: CountSchema,
  dropped: counts,
  largest: v.exactOptional(CountSchema),
  setAside: v.exactOptional(
    v.object({ clients: CountSchema, sampled: CountSchema, lost: CountSchema, records: CountSchema }),
  ),
})
const perRole = <T extends v.GenericSchema>(schema: T) => v.object({ live: schema, candidate: schema })

export const ReportSchema: v.GenericSchema<unknown, Report> = v.object({
  reportVersion: v.literal(1),
  experiment: ExperimentSchema,
  window: v.object({
    from: v.nullable(TimestampSchema),
    to: v.nullable(TimestampSchema),
    first: v.nullable(TimestampSchema),
    last: v.nullable(TimestampSchema),
  }),
  models: perRole(v.object({ versions: v.array(v.string()), modelSha256: v.array(v.string()) })),
  verdict: v.object({
    decision: v.picklist(['promote', 'hold', 'insufficient']),
    reasons: v.array(v.object({ checkId: v.string(), text: v.string() })),
  }),
  checks: v.array(CheckSchema),
  capture: v.object({
    pairs: CountSchema,
    paired: CountSchema,
    imported: v.exactOptional(CountSchema),
    byStatus: perRole(
      v.object({ ok: CountSchema, error: CountSchema, timeout: CountSchema, aborted: CountSchema }),
    ),
    stored: v.exactOptional(CountSchema),
    senders: v.exactOptional(
      v.object({
        clients: CountSchema,
        records: CountSchema,
        largest: CountSchema,
        largestTen: CountSchema,
      }),
    ),
    losses: lossTotals,
    quarantined: CountSchema,
    conflicts: CountSchema,
    setAside: CountSchema,
    outcomes: v.exactOptional(v.object({ stored: CountSchema, losses: lossTotals, setAside: CountSchema })),
  }),
  outputs: v.record(v.string(), ComparisonSchema),
  status: perRole(counts),
  latency: v.object({
    live: QuantilesSchema,
    candidate: QuantilesSchema,
    difference: QuantilesSchema,
    reasons: ReasonsSchema,
  }),
  cuts: v.array(CutSchema),
})
