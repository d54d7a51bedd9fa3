/** Another process has the engine's folder open. */
export class EngineBusyError extends Error {
  readonly code = 'ENGINE_BUSY'

  constructor(dir: string, options?: ErrorOptions) {
    super(
      `${dir} is in use by another process, probably a running collector. Use --url to query it, or stop it`,
      options,
    )
    this.name = 'EngineBusyError'
  }
}
