/** The part of an OpenFeature web client (`@openfeature/web-sdk`) that `openFeature` uses. */
export interface OpenFeatureWebClient {
  getObjectDetails(
    flagKey: string,
    defaultValue: Record<string, never>,
  ): {
    value: unknown
    variant?: string
    reason?: string
    errorCode?: string
    errorMessage?: string
    flagMetadata?: Readonly<Record<string, unknown>>
  }
  /** `event` is a string, because the SDK's enum cannot be used without its package. */
  addHandler(event: string, handler: () => void): void
  removeHandler(event: string, handler: () => void): void
  /** `READY`, `STALE`, `ERROR`, … If absent, only the flag details are checked. */
  readonly providerStatus?: string
}
