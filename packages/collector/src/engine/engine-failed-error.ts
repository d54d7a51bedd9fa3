/** The engine failed, not the records. It is safe to retry with the same arguments. */
export class EngineFailedError extends Error {
  readonly code = 'ENGINE_FAILED'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EngineFailedError'
  }
}
