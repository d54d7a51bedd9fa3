import type { BoundViolation, Pair, Plan, Role } from '@shadow-mode/protocol'
import type { DropReason } from '../books/drop-reason.ts'
import type { OutboxCounts } from '../books/outbox-counts.ts'
import type { OutcomeCounts } from '../books/outcome-counts.ts'
import type { BreakerState } from './breaker-state.ts'
import type { FallbackReason } from './fallback-reason.ts'
import type { FlushReason } from './flush-reason.ts'

/**
 * The plan, and the state of every sampled prediction of the experiment on this device:
 * `sampled = delivered + queued + running + unconfirmed + Σ dropped`.
 */
export interface Status extends OutboxCounts {
  /** The plan for predictions without a subject. */
  plan: Plan
  /**
   * Why this plan applies, as an OpenFeature reason such as `STATIC` (also for a fixed `plan`), `TARGETING_MATCH`, `DEFAULT`
   * (also for `bootstrap`), `DISABLED`, `CACHED` (from an earlier page), or `UNKNOWN` (`emptyStatus`).
   */
  planReason: string
  /**
   * Whether the person currently allows recording. False if `consent` does not return true, and after `optOut` until `optIn`.
   * Does not depend on the plan.
   */
  mayObserve: boolean
  /** The number of pending shadow runs of this tab. */
  running: number
  /** The state of every outcome recorded on this device. */
  outcomes: OutcomeCounts
  /** How often the live model replaced the serving candidate on this page, by reason. Counts unsampled predictions too. */
  fallbacks: Partial<Record<FallbackReason, number>>
  /** How often each bound of the plan was violated on this page, by id. */
  violated: Record<string, number>
}

/** The events that subscribers receive. See `Listener`. */
export type ShadowEvent =
  /** A shadow run has ended and its pair is complete. */
  | { type: 'pair'; pair: Pair }
  /** The candidate's output violates bounds of the plan. The `pair` event with this id follows. */
  | { type: 'bounds'; id: string; violations: BoundViolation[] }
  /** The circuit breaker of a model has opened, half-opened or closed. */
  | ({ type: 'breaker'; role: Role } & BreakerState)
  /** The live model replaced the serving candidate. Emitted for unsampled predictions too. */
  | { type: 'fallback'; reason: FallbackReason }
  /** Sampled predictions were dropped and will not be stored. */
  | { type: 'dropped'; reason: DropReason; count: number }
  /** A flush has ended: the collector stored `delivered` pairs and rejected `rejected` pairs. */
  | { type: 'flushed'; reason: FlushReason; delivered: number; rejected: number }
  /**
   * A batch could not be delivered. The client retries within 5 minutes, unless `willRetry` is false. In that case the
   * collector rejected the key (401, 403), and the page sends nothing more until it is reloaded.
   */
  | { type: 'flush-failed'; reason: FlushReason; error: Error; willRetry: boolean }
  /** A `dropped`, `flushed` or `flush-failed` event for outcomes. */
  | { type: 'outcomes'; event: ShadowEvent }
  /** The plan of at least one subject has changed. The event contains the plan for predictions without a subject. */
  | { type: 'plan'; plan: Plan; variant: string | null; reason: string }
  /** An error that does not affect `predict`: of a flag file, a listener, the store, or an option of `predict`. */
  | { type: 'problem'; error: Error }
  /** The result of `status()` may have changed. */
  | { type: 'status' }
