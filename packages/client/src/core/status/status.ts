import type { BoundViolation, Pair, Plan, Role } from '@shadow-mode/protocol'
import type { DropReason } from '../books/drop-reason.ts'
import type { OutboxCounts } from '../books/outbox-counts.ts'
import type { OutcomeCounts } from '../books/outcome-counts.ts'
import type { BreakerState } from './breaker-state.ts'
import type { FallbackReason } from './fallback-reason.ts'
import type { FlushReason } from './flush-reason.ts'

/**
 * Where every sampled prediction of the experiment on this device is:
 * `sampled = delivered + queued + running + unconfirmed + Σ dropped`.
 */
export interface Status extends OutboxCounts {
  /** In force for a prediction without a subject. */
  plan: Plan
  /**
   * Where that plan comes from, in OpenFeature's words: `STATIC` (also a plan fixed in the code), `TARGETING_MATCH`,
   * `DEFAULT` (also `bootstrap`), `DISABLED`, or `CACHED` from an earlier page.
   */
  planReason: string
  /** Whether the person lets predictions be observed now: false without `consent`, and after `optOut`. */
  mayObserve: boolean
  /** Shadow runs of this tab that have not ended. */
  running: number
  /** Where every outcome recorded on this device is. */
  outcomes: OutcomeCounts
  /** How often on this page live answered in the serving candidate's place, sampled or not, by the reason. */
  fallbacks: Partial<Record<FallbackReason, number>>
  /** How often each of the plan's bounds was violated on this page, by its id. */
  violated: Record<string, number>
}

/** What a subscriber hears: see `Listener`. */
export type ShadowEvent =
  /** A shadow run has ended and its pair is complete. */
  | { type: 'pair'; pair: Pair }
  /** The candidate's answer in the pair `id`, which follows, violates bounds of the plan. */
  | { type: 'bounds'; id: string; violations: BoundViolation[] }
  /** The breaker of a model has opened, lets one call try, or has closed. */
  | ({ type: 'breaker'; role: Role } & BreakerState)
  /** Live was asked in the serving candidate's place, sampled or not. */
  | { type: 'fallback'; reason: FallbackReason }
  /** Sampled predictions will never become a stored pair. */
  | { type: 'dropped'; reason: DropReason; count: number }
  /** Pairs left the device: the collector took these, and refused those. */
  | { type: 'flushed'; reason: FlushReason; delivered: number; rejected: number }
  /**
   * A batch did not go through. It will be tried again, at most 5 minutes later, unless `willRetry` is false: then the
   * collector refused the key (401, 403), and this page sends nothing more until it is loaded again.
   */
  | { type: 'flush-failed'; reason: FlushReason; error: Error; willRetry: boolean }
  /** `dropped`, `flushed` or `flush-failed`, of outcomes. */
  | { type: 'outcomes'; event: ShadowEvent }
  /** The plan has changed for some subject; told is that of predictions without one. */
  | { type: 'plan'; plan: Plan; variant: string | null; reason: string }
  /** Something outside failed or was wrong, and was contained: a flag file, a listener, the store, an option of `predict`. */
  | { type: 'problem'; error: Error }
  /** `status()` may have changed. */
  | { type: 'status' }
