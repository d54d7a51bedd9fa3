import type { Fields } from './fields.ts'

/** Returns whether the person has consented to recording predictions, or `unknown` if they have not decided. */
export type Consent = () => boolean | 'unknown'

/** Controls whether predictions may be recorded, and which fields. None of these options affects `predict`. */
export interface PrivacyOptions {
  /**
   * Returns whether the person has consented. Any value except `true` means no. If it throws, the client assumes no and
   * emits a `problem`. See also `honourGpc`.
   *
   * It is called often: on the live path for each prediction that would be sampled, before and after the shadow calls,
   * before anything is sent, and by `recordOutcome` and `status`. It must therefore be fast, such as a read of the
   * consent manager's state.
   *
   * Without consent, no prediction is sampled, no outcome is recorded, and nothing is sent to the collector. Flags are
   * still read, because they select the serving model. If consent is withdrawn, shadow runs are dropped as `privacy` when
   * they would start or end. Queued pairs and outcomes are held until consent is given again or `maxAgeMs` has passed;
   * `optOut` deletes them.
   *
   * The last plans of up to 50 subjects are stored on the device together with the subject, even without consent. They
   * select the serving model of the next page. `clear` deletes them, and `storage: 'memory'` does not store them.
   *
   * @default () => true
   * @example
   * ```ts
   * consent: () => consentManager.get('analytics') ?? 'unknown'
   * ```
   */
  consent?: Consent | undefined
  /**
   * Selects the fields of inputs and outputs that are recorded. Create it with `fields`. Runs after `record` and before
   * `redact`.
   *
   * @default undefined (all fields are recorded)
   * @example
   * ```ts
   * fields: fields({ deny: ['name'], hash: ['customerId'] })
   * ```
   */
  fields?: Fields | undefined
}

/** Options of `optOut`. */
export interface OptOutOptions {
  /**
   * What happens to queued pairs and outcomes: `discard` deletes them and counts them as `privacy`, `send` still delivers
   * them.
   *
   * @default 'discard'
   */
  queued?: 'discard' | 'send'
}
