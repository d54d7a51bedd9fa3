/** Why a sampled prediction will never be stored by the collector. */
export type DropReason =
  /** The input could not be cloned for the candidate. */
  | 'unclonable'
  /**
   * The shadow run could not start within `startWithinMs`, more predictions than `maxQueuedPairs` were under way, or the
   * background code did not load.
   */
  | 'busy'
  /** Its moment came while the page was hidden, and the plan's `whenHidden` skips that. */
  | 'hidden'
  /** The device saves data or its connection is slow, and the plan's `whenSlow` skips that. */
  | 'slow-connection'
  /** `maxRequestsPerMinute` or `maxBytesPerMinute` was spent. */
  | 'budget'
  /** The model failed too often, and is spared for a while. */
  | 'breaker'
  /**
   * `record`, `fields` or `redact` threw, or a subject, reference or tag is none that the collector would take: a
   * `problem` event says why. Or the answer could not be copied, or what was kept is not JSON.
   */
  | 'record'
  /** Longer than `maxRecordLength`, or alone too large for the collector (413). */
  | 'oversize'
  /** Shadowing was switched off. */
  | 'off'
  /** Consent was withdrawn, the person opted out, or the app called `clear`. */
  | 'privacy'
  /** The page was left while the shadow run was under way. */
  | 'exit'
  /**
   * Pushed out by newer pairs: the queue was full. Or the newest itself, where what is not on disk yet fills the memory:
   * 2,000 pairs or 4,000,000 UTF-16 units, and 500 records before the background code has loaded.
   */
  | 'full'
  /** Waited longer than `maxAgeMs`. */
  | 'expired'
  /** The collector refused this record. */
  | 'rejected'
  /** The device's store lost it: a corrupt or vanished record. */
  | 'storage'
