import type { Pair, Plan } from '@shadow-mode/protocol'
import type { DropReason } from '../outbox/drop-reason.ts'
import type { FlushReason, OutboxCounts } from '../outbox/outbox.ts'
import type { OutcomeCounts } from '../outcome/outcome-counts.ts'

/**
 * Where every sampled prediction of the experiment on this device is:
 * `sampled = delivered + queued + running + unconfirmed + Σ dropped`.
 */
export interface Status extends OutboxCounts {
  plan: Plan
  /** Shadow runs of this tab that have not ended. */
  running: number
  /** Where every outcome recorded on this device is. */
  outcomes: OutcomeCounts
}

export type ShadowEvent =
  /** A shadow run has ended and its pair is complete. */
  | { type: 'pair'; pair: Pair }
  | { type: 'dropped'; reason: DropReason; count: number }
  | { type: 'flushed'; reason: FlushReason; delivered: number; rejected: number }
  /** A batch did not go through; it will be tried again unless `willRetry` is false. */
  | { type: 'flush-failed'; reason: FlushReason; error: Error; willRetry: boolean }
  /** One of the three above, of outcomes. */
  | { type: 'outcomes'; event: ShadowEvent }
  | { type: 'plan'; plan: Plan; variant: string | null }
  /** Something outside failed and was contained: a flag file, a listener, the store. */
  | { type: 'problem'; error: Error }
  /** `status()` may have changed. */
  | { type: 'status' }
