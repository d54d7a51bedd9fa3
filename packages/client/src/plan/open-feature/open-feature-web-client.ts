/** What is used of an OpenFeature web client (`@openfeature/web-sdk`). */
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
  /** `event` is one of the SDK's enum, whose members only its own package can name. */
  addHandler(event: string, handler: () => void): void
  removeHandler(event: string, handler: () => void): void
  /** `READY`, `STALE`, `ERROR`, …; where it is absent, the flag's own details decide. */
  readonly providerStatus?: string
}
