/** Why a sampled prediction never reaches the collector. */
export type DropReason =
  /**
   * A part of the input has no faithful copy for the other model, such as a function or an instance of a class. A `problem`
   * event names it.
   */
  | 'unclonable'
  /** The shadow call could not start within `startWithinMs`, or more than `maxQueuedPairs` predictions were running. */
  | 'busy'
  /**
   * A part of the SDK could not be loaded: the background code (the second chunk), or the code of `fields`. A `problem`
   * event contains the error.
   */
  | 'not-loaded'
  /** The page was hidden, and the plan's `whenHidden` is `skip`. */
  | 'hidden'
  /** The device saves data or has a slow connection, and the plan's `whenSlow` is `skip`. */
  | 'slow-connection'
  /** `maxRequestsPerMinute` or `maxBytesPerMinute` was used up. */
  | 'budget'
  /** The circuit breaker of the model was open, or it was half-open and its trial call was pending. */
  | 'breaker'
  /**
   * `record`, `fields` or `redact` threw or returned something invalid, an option of `predict` is invalid, an output could
   * not be read, or the pair is not JSON. Also an invalid outcome. If there is an error that explains it, a `problem`
   * event contains the error.
   */
  | 'record'
  /**
   * The record is longer than `maxRecordLength`, or the collector answered 413 to it alone. Also if the input or an
   * output is too large to be copied, or contains itself. A `problem` event then names it.
   */
  | 'oversize'
  /** Shadowing was switched off, or the last flag reading expired. */
  | 'off'
  /** Consent was withdrawn, the person opted out, or the app called `clear`. */
  | 'privacy'
  /** During the shadow run, the user left the page, the page was frozen, or the client was closed. */
  | 'exit'
  /**
   * The queue exceeded `maxQueuedPairs` or `maxQueuedLength`, so the oldest pair was dropped. Or the memory for unsaved
   * pairs was full, so the newest pair was dropped. That memory holds 2,000 pairs and 4,000,000 UTF-16 units. Until the
   * background code has loaded, it holds 500 outcomes.
   */
  | 'full'
  /** The pair was queued for longer than `maxAgeMs`. */
  | 'expired'
  /** The collector rejected this record, or answered 400 or 422 to it alone. */
  | 'rejected'
  /** The device lost the record, the record is corrupt, or a closing page could neither save nor send it. */
  | 'storage'
