import type { Pair, Plan } from '@shadow-mode/protocol'
import type { DropReason } from '../outbox/drop-reason.ts'
import type { FlushReason, OutboxCounts } from '../outbox/outbox.ts'

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
  /** Shadow runs of this tab that have not ended. */
  running: number
}

export type ShadowEvent =
  /** A shadow run has ended and its pair is complete. */
  | { type: 'pair'; pair: Pair }
  | { type: 'dropped'; reason: DropReason; count: number }
  | { type: 'flushed'; reason: FlushReason; delivered: number; rejected: number }
  /** A batch did not go through; it will be tried again unless `willRetry` is false. */
  | { type: 'flush-failed'; reason: FlushReason; error: Error; willRetry: boolean }
  /** The plan has changed for some subject; told is that of predictions without one. */
  | { type: 'plan'; plan: Plan; variant: string | null; reason: string }
  /** Something outside failed and was contained: a flag file, a listener, the store. */
  | { type: 'problem'; error: Error }
  /** `status()` may have changed. */
  | { type: 'status' }
