import { label, object, optional, optionalCallback, type Read } from '../guard/readers.ts'
import { requestUrl } from '../guard/request-url.ts'
import { HttpModelError, type HttpModelFault } from './http-model-error.ts'
import type { JsonCodec } from './json-codec.ts'
import type { Model, ShadowCall } from './model.ts'

/** Options of `httpModel`. */
export interface HttpModelOptions<Input, Output> {
  /** The endpoint: an absolute URL with its scheme, or a URL relative to the page. */
  url: string
  /** The version of the model behind the endpoint. 1 to 256 characters. */
  version: string
  /**
   * Converts inputs and outputs to and from JSON.
   *
   * @default {} (the input is the request body, and the response body is the output)
   */
  codec?: JsonCodec<Input, Output>
  /**
   * Whether the endpoint can be called twice for one input without side effects. See `Model.idempotent`.
   *
   * @default false
   */
  idempotent?: boolean
  /**
   * Headers for all requests, including shadow requests, in any form that fetch takes. They can override `content-type` and
   * `accept`. A function must be synchronous. It runs on every call; if it throws, the call rejects with that error.
   *
   * @default {}
   * @example
   * ```ts
   * headers: () => ({ authorization: `Bearer ${session.token}` })
   * ```
   */
  headers?: HeadersInit | (() => HeadersInit)
  /**
   * The `credentials` of serving requests. Shadow requests use `shadow.credentials`.
   *
   * @default 'same-origin' (the default of fetch)
   */
  credentials?: RequestCredentials
  /**
   * Options for shadow requests. The client sends these with `priority: 'low'`.
   *
   * @default {}
   */
  shadow?: {
    /**
     * Headers that mark a shadow request. By default, the client sends `x-shadow-mode`, `x-shadow-pair` and
     * `idempotency-key`. The key of a repeated call (see `ShadowCall.repeat`) ends in `-repeat`. A service on another
     * origin must allow these headers with CORS. Return `{}` to send none.
     *
     * @default call => ({ 'x-shadow-mode': call.role, 'x-shadow-pair': call.pairId, 'idempotency-key': call.pairId })
     * @example
     * ```ts
     * headers: ({ role }) => ({ 'x-shadow': role })
     * ```
     */
    headers?: (call: ShadowCall) => HeadersInit
    /**
     * The `credentials` of shadow requests. In Cloudflare Workers, the default is not to set them.
     *
     * @default 'omit'
     */
    credentials?: RequestCredentials
  }
}

const defaultShadowHeaders = ({ role, pairId, repeat }: ShadowCall): Record<string, string> => ({
  'x-shadow-mode': role,
  'x-shadow-pair': pairId,
  // A different key, so that the service does not replay its first response.
  'idempotency-key': repeat ? `${pairId}-repeat` : pairId,
})

/** Removes query, fragment and credentials. */
const stripUrl = (url: string): string => url.replace(/[?#].*/s, '').replace(/\/\/[^/]*@/, '//')

/** For options that need no check here: fetch names the headers and credentials that it refuses. */
const unchecked: Read<unknown> = given => given

const checkOptions = object({
  url: requestUrl,
  version: label,
  codec: optional(object({ encode: optionalCallback, decode: optionalCallback }, true)),
  idempotent: unchecked,
  headers: unchecked,
  credentials: unchecked,
  shadow: optional(object({ headers: optionalCallback, credentials: unchecked })),
})

/**
 * Creates a model that sends each input to an HTTP endpoint as JSON, with POST.
 *
 * Throws `InvalidOptionError` for an invalid or unknown option. Its `predict` rejects with `HttpModelError`, with the error
 * of fetch or the reason of the signal, or with an error of `codec`, `headers` or `JSON.stringify`.
 *
 * @example
 * ```ts
 * const live = httpModel<Applicant, Score>({ url: '/api/score', version: '2024-06-01' })
 * ```
 */
export function httpModel<Input, Output>(options: HttpModelOptions<Input, Output>): Model<Input, Output> {
  checkOptions(options, 'httpModel')
  const {
    url,
    version,
    idempotent,
    codec = {},
    headers,
    credentials: servingCredentials,
    shadow = {},
  } = options
  const { headers: shadowHeaders = defaultShadowHeaders, credentials: shadowCredentials } = shadow
  const toBody = (input: Input): string => JSON.stringify(codec.encode ? codec.encode(input) : input)
  return {
    version,
    idempotent,
    toBody,
    get origin(): string {
      try {
        // A relative URL has no origin on a server. Older versions of React Native do not implement `origin`.
        return new URL(url, globalThis.document?.baseURI).origin
      } catch {
        return 'unknown'
      }
    },
    async predict(input, { signal, shadow: call, note }) {
      const body = toBody(input)
      // Cloudflare Workers have no cookies, and throw if a request sets `credentials`.
      const noCredentials = 'WebSocketPair' in globalThis ? undefined : 'omit'
      const credentials = call ? (shadowCredentials ?? noCredentials) : servingCredentials
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...Object.fromEntries(new Headers(typeof headers === 'function' ? headers() : headers)),
          ...(call && Object.fromEntries(new Headers(shadowHeaders(call)))),
        },
        signal: signal ?? null,
        ...(credentials && { credentials }),
        ...(call && { priority: 'low' as const }),
      })
      const { status } = response
      note({ httpStatus: status, retryAfter: response.headers.get('retry-after') })
      const answer = await response.text()
      note({ bytes: body.length + answer.length, body })
      const fail = (fault: HttpModelFault, cause?: unknown) =>
        new HttpModelError(fault, { status, url: stripUrl(url), body: answer }, { cause })
      if (!response.ok) throw fail('status')
      let json: unknown
      try {
        json = JSON.parse(answer)
      } catch (cause) {
        throw fail('body', cause)
      }
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- without `decode`, the app vouches for the type
      return codec.decode ? codec.decode(json) : (json as Output)
    },
  }
}
