import type { Consent } from './privacy-options.ts'

/**
 * Treats the browser's Global Privacy Control signal as refused consent. If the signal is off or not supported, it calls
 * `consent`, which returns true by default.
 *
 * @example
 * ```ts
 * createShadowClient({ ...options, consent: honourGpc(() => consentManager.allows('analytics')) })
 * ```
 */
export const honourGpc =
  (consent: Consent = () => true): Consent =>
  () => {
    const { globalPrivacyControl }: { globalPrivacyControl?: boolean } = Object(globalThis.navigator)
    return !globalPrivacyControl && consent()
  }
