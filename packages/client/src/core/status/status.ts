import type { BoundViolation, Pair, Plan, Role } from '@shadow-mode/protocol'
import type { DropReason } from '../books/drop-reason.ts'
import type { OutboxCounts } from '../books/outbox-counts.ts'
import type { OutcomeCounts } from '../books/outcome-counts.ts'
import type { BreakerState } from './breaker-state.ts'
import type { FallbackReason } from './fallback-reason.ts'
import type { FlushReason } from './flush-reason.ts'

/**
 * The plan, and counts of all sampled predictions of the experiment on this device:
 * `sampled = delivered + queued + running + unconfirmed + Σ dropped`.
 */
export interface Status extends OutboxCounts {
  /** The plan for predictions without a subject. */
  plan: Plan
  /**
   * Why this plan applies, as an OpenFeature reason such as `STATIC` (also for a fixed `plan`), `TARGETING_MATCH`,
   * `DEFAULT` (also for `bootstrap`), `DISABLED`, `CACHED` (from an earlier page), or `UNKNOWN`
   * (`emptyStatus`).
   */
  planReason: string
  /**
   * Whether predictions may be recorded: the person has consented and has not opted out. False if `consent` or the storage
   * throws. Does not depend on the plan.
   */
  mayObserve: boolean
  /** The number of sampled predictions of this tab whose run has not ended. */
  running: number
  /** Counts of the outcomes that were recorded on this device. */
  outcomes: OutcomeCounts
  /** How often the live model replaced the serving candidate on this page, by reason. Counts unsampled predictions too. */
  fallbacks: Partial<Record<FallbackReason, number>>
  /** How often sampled, completed predictions of this page violated each bound of the plan, by the bound's id. */
  violated: Record<string, number>
}

/** The events that subscribers receive. See `Listener`. */
export type ShadowEvent =
  /** A shadow run has ended and its pair is complete. A `dropped` event may still follow, for example with `oversize`. */
  | { type: 'pair'; pair: Pair }
  /** The candidate's output in a sampled prediction violates bounds of the plan. The `pair` event with this id follows. */
  | { type: 'bounds'; id: string; violations: BoundViolation[] }
  /** The circuit breaker of a model has opened, half-opened or closed. */
  | ({ type: 'breaker'; role: Role } & BreakerState)
  /** The live model replaced the serving candidate. Emitted for unsampled predictions too. */
  | { type: 'fallback'; reason: FallbackReason }
  /** Sampled predictions were dropped and will not be delivered. */
  | { type: 'dropped'; reason: DropReason; count: number }
  /** A flush has ended in which the collector accepted `delivered` pairs and rejected `rejected` pairs. */
  | { type: 'flushed'; reason: FlushReason; delivered: number; rejected: number }
  /**
   * A batch could not be delivered. The client waits for up to 5 minutes and retries, unless `willRetry` is false. In that
   * case, the collector rejected the key (401, 403), and the page sends nothing more until it is reloaded.
   */
  | { type: 'flush-failed'; reason: FlushReason; error: Error; willRetry: boolean }
  /** A `dropped`, `flushed` or `flush-failed` event for outcomes. */
  | { type: 'outcomes'; event: ShadowEvent }
  /**
   * The plan of at least one subject was first applied, has changed or has expired. The event contains the plan for
   * predictions without a subject.
   */
  | { type: 'plan'; plan: Plan; variant: string | null; reason: string }
  /**
   * An error that does not affect `predict`, for example in a flag file, a listener, the storage, or an option. Also a
   * value that cost its prediction: it is reported once, with its path, such as `input.amount cannot be copied`, and
   * `code` is the reason of the drop.
   */
  | { type: 'problem'; error: Error }
  /** The result of `status()` may have changed. */
  | { type: 'status' }
