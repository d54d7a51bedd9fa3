import { ShadowModeError } from '../errors/shadow-mode-error.ts'

/** `status`: the service answered outside 200–299. `body`: it answered in that range with something not JSON. */
export type HttpModelFault = 'status' | 'body'

/**
 * A model service gave no usable answer. A request that got no answer at all fails with fetch's own error
 * (`TypeError`, `AbortError`).
 */
export class HttpModelError extends ShadowModeError {
  /** Also the end of `code`: `http-model/status` or `http-model/body`. */
  declare readonly fault: HttpModelFault
  /** HTTP status of the answer. */
  declare readonly status: number
  /** Without query, fragment and credentials. */
  declare readonly url: string
  /** The first 500 characters of the answer. Kept out of `message`, which may be recorded. */
  declare readonly bodyExcerpt: string

  constructor(
    fault: HttpModelFault,
    { status, url, body }: { status: number; url: string; body: string },
    options?: { cause?: unknown },
  ) {
    super(`http-model/${fault}`, `${url} answered ${fault === 'status' ? status : 'no JSON'}`, options)
    this.name = 'HttpModelError'
    this.fault = fault
    this.status = status
    this.url = url
    this.bodyExcerpt = body.slice(0, 500)
  }
}
