import type { Consent } from './privacy-options.ts'

/**
 * Takes the browser's Global Privacy Control signal as consent withheld: `createShadowClient({ consent: honourGpc() })`.
 * Where it is off, or the browser has none, `consent` is asked. Default: given.
 */
export const honourGpc =
  (consent: Consent = () => true): Consent =>
  () => {
    const { globalPrivacyControl }: { globalPrivacyControl?: boolean } = Object(globalThis.navigator)
    return !globalPrivacyControl && consent()
  }
