/** The engine failed, and the records are not the cause. A retry with the same arguments is safe. */
export class EngineFailedError extends Error {
  readonly code = 'ENGINE_FAILED'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EngineFailedError'
  }
}
