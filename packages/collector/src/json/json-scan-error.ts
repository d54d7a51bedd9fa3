/** The text is not JSON, or exceeds a limit. An exception, because a failure ends the scan at every depth of calls. */
export class JsonScanError extends Error {
  override readonly name = 'JsonScanError'
  readonly kind: 'malformed' | 'too-deep' | 'too-many' | 'too-long'
  readonly position: number

  constructor(kind: JsonScanError['kind'], position: number) {
    super(`JSON is ${kind} at position ${position}`)
    this.kind = kind
    this.position = position
  }
}
