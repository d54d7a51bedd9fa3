import { ShadowModeError } from '../errors/shadow-mode-error.ts'

/** `status`: the response status is not 200–299. `body`: the response body is not JSON. */
export type HttpModelFault = 'status' | 'body'

/**
 * A model service returned an unusable response. If the request itself fails, `predict` of the model rejects with the
 * error of fetch or the reason of the aborted signal instead.
 */
export class HttpModelError extends ShadowModeError {
  /** What is wrong. `code` is `http-model/status` or `http-model/body` accordingly. */
  declare readonly fault: HttpModelFault
  /** The HTTP status of the response. */
  declare readonly status: number
  /** The URL of the request, without query, fragment and credentials. */
  declare readonly url: string
  /** The first 500 characters of the response body. They are not part of `message`, because messages may be recorded. */
  declare readonly bodyExcerpt: string

  constructor(
    fault: HttpModelFault,
    { status, url, body }: { status: number; url: string; body: string },
    options?: { cause?: unknown },
  ) {
    super(`http-model/${fault}`, `${url} returned ${fault === 'status' ? status : 'no JSON'}`, options)
    this.name = 'HttpModelError'
    this.fault = fault
    this.status = status
    this.url = url
    this.bodyExcerpt = body.slice(0, 500)
  }
}
