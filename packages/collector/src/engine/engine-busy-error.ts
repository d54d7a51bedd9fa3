/** The store is open in another process. Only one process can own it. */
export class EngineBusyError extends Error {
  readonly code = 'ENGINE_BUSY'

  constructor(dir: string, options?: ErrorOptions) {
    super(
      `${dir} is held by another process, most likely a running collector: ask that one with --url, or stop it`,
      options,
    )
    this.name = 'EngineBusyError'
  }
}
