/** Why a sampled prediction never reaches the collector. */
export type DropReason =
  /** The input could not be cloned for the candidate. */
  | 'unclonable'
  /** The shadow run could not start within `startWithinMs`, or more than `maxQueuedPairs` predictions were running. */
  | 'busy'
  /** The background code, the second chunk of the SDK, could not be loaded or started. A `problem` event contains the error. */
  | 'not-loaded'
  /** The page was hidden, and the plan's `whenHidden` is `skip`. */
  | 'hidden'
  /** The device saves data or has a slow connection, and the plan's `whenSlow` is `skip`. */
  | 'slow-connection'
  /** `maxRequestsPerMinute` or `maxBytesPerMinute` was used up. */
  | 'budget'
  /** The model failed too often, so the circuit breaker was open. */
  | 'breaker'
  /**
   * `record`, `fields` or `redact` threw, or the collector would reject the subject, reference or tags. A `problem` event
   * contains the error. Also if the output could not be copied, or if the recorded value is not JSON.
   */
  | 'record'
  /** The pair is longer than `maxRecordLength`, or too large for the collector (413). */
  | 'oversize'
  /** Shadowing was switched off. */
  | 'off'
  /** Consent was withdrawn, the person opted out, or the app called `clear`. */
  | 'privacy'
  /** The user left the page, the page was frozen or the client was closed during the shadow run. */
  | 'exit'
  /**
   * The queue was full, so newer pairs replaced this one. Also if the memory for unsaved pairs was full, in which case the
   * newest pair is dropped. That memory holds 2,000 pairs or 4,000,000 UTF-16 units. Until the background code has loaded,
   * it holds 500 records.
   */
  | 'full'
  /** The pair was queued for longer than `maxAgeMs`. */
  | 'expired'
  /** The collector rejected this record. */
  | 'rejected'
  /** The device's store lost the record, or it is corrupt. */
  | 'storage'
