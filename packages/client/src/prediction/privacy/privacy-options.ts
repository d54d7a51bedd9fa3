import type { Fields } from './fields.ts'

/** Whether the person lets predictions be observed, as far as is known now. */
export type Consent = () => boolean | 'unknown'

/** Whether predictions may be observed at all, and what of them may be kept. None of it touches `predict`. */
export interface PrivacyOptions {
  /**
   * Asked at each draw, when a run ends, and before anything is sent: only `true` lets it happen. Without consent
   * nothing is sampled, counted, stored or sent (flags are still read: they say which model serves). When it is
   * withdrawn, runs under way are dropped as `privacy`, and what waits is held until it is given again or `maxAgeMs` is
   * over; `optOut` deletes it. Must be quick, such as a look at the consent manager's state; one that throws counts as
   * no, and is told as a `problem`. Default: no gate. See also `honourGpc`.
   *
   * What a flag last said to each of 50 subjects stays on the device all the same, with the subject: it says which model
   * serves, also on the next page. `clear` deletes it; `storage: 'memory'` never writes it.
   */
  consent?: Consent | undefined
  /** Which fields of inputs and outputs are kept, as `fields` makes it; applied after `record` and before `redact`. Default: all. */
  fields?: Fields | undefined
}

/** What `optOut` may be told. */
export interface OptOutOptions {
  /**
   * What becomes of the pairs that wait on the device: `discard` deletes and counts them (`privacy`), `send` delivers
   * them still. Default `discard`.
   */
  queued?: 'discard' | 'send'
}
