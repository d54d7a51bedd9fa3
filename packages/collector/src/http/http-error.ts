export interface HttpErrorOptions extends ErrorOptions {
  /** How long the client should wait before a retry, sent as `Retry-After`. Seconds. */
  retryAfter?: number
  headers?: Record<string, string>
}

/** An error that a route answers as a response. `code` is stable. The message is for humans. */
export class HttpError extends Error {
  override readonly name = 'HttpError'
  readonly status: 400 | 401 | 403 | 404 | 408 | 413 | 415 | 429 | 503
  readonly code: string
  readonly headers: Record<string, string>

  constructor(status: HttpError['status'], code: string, message: string, options: HttpErrorOptions = {}) {
    super(message, options)
    this.status = status
    this.code = code
    this.headers = {
      ...options.headers,
      ...(options.retryAfter === undefined ? {} : { 'retry-after': String(options.retryAfter) }),
    }
  }
}
