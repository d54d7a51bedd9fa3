/** Why a sampled prediction will never be stored by the collector. */
export type DropReason =
  /** The input could not be cloned for the candidate. */
  | 'unclonable'
  /** The shadow run could not start within `startWithinMs`: too many under way. */
  | 'busy'
  /** `record`, `fields` or `redact` threw, or what they kept is not JSON. */
  | 'record'
  /** Longer than `maxRecordLength`. */
  | 'oversize'
  /** Shadowing was switched off. */
  | 'off'
  /** Consent was withdrawn, the person opted out, or the app called `clear`. */
  | 'privacy'
  /** The page was left while the shadow run was under way. */
  | 'exit'
  /** Pushed out by newer pairs: the queue was full. */
  | 'full'
  /** Waited longer than `maxAgeMs`. */
  | 'expired'
  /** The collector refused this record. */
  | 'rejected'
  /** The device's store lost it: a corrupt or vanished record. */
  | 'storage'
