import { callback } from '../../core/guard/readers.ts'
import type { Consent } from './privacy-options.ts'

/**
 * Returns a `consent` function that returns false if the browser sends the Global Privacy Control signal. If the signal is
 * off or not supported, it calls the given `consent`, which returns true by default. Throws `InvalidOptionError` if `consent`
 * is not a function.
 *
 * @example
 * ```ts
 * createShadowClient({ ...options, consent: honourGpc(() => consentManager.allows('analytics')) })
 * ```
 */
export function honourGpc(consent: Consent = () => true): Consent {
  callback(consent, 'honourGpc.consent')
  return () => {
    const { globalPrivacyControl }: { globalPrivacyControl?: boolean } = Object(globalThis.navigator)
    return !globalPrivacyControl && consent()
  }
}
