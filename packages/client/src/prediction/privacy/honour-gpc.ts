import type { Consent } from './privacy-options.ts'

/**
 * Returns a `consent` function that returns false if the browser sends the Global Privacy Control signal. If the signal is
 * off or not supported, it calls the given `consent`, which returns true by default.
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
