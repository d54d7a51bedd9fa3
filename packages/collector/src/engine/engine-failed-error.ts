/** The engine itself failed, through no fault of the records: calling again with the same arguments is safe. */
export class EngineFailedError extends Error {
  readonly code = 'ENGINE_FAILED'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EngineFailedError'
  }
}
