import { object, text } from '../guard/readers.ts'
import { HttpModelError, type HttpModelFault } from './http-model-error.ts'
import type { JsonCodec } from './json-codec.ts'
import type { CallContext, Model, ShadowCall } from './model.ts'

/** Options of `httpModel`. */
export interface HttpModelOptions<Input, Output> {
  /** Absolute, or relative to the page; 1 to 2,048 characters. */
  url: string
  /** Version of the model that answers there: 1 to 256 characters, as `createShadowClient` checks. */
  version: string
  /** Default: plain JSON both ways. */
  codec?: JsonCodec<Input, Output>
  /** See `Model`. Default false. */
  idempotent?: boolean
  /**
   * Headers of every request, the shadow's too; a function is asked at each call, e.g. for a token, and what it throws is
   * the call's error. They may replace `content-type` and `accept`. Default: none.
   */
  headers?: Record<string, string> | (() => Record<string, string>)
  /**
   * Whether the serving request carries cookies; a shadow request omits them unless `shadow` says otherwise. Default:
   * fetch's own, `same-origin`.
   */
  credentials?: RequestCredentials
  /** Of shadow requests only, whichever model they go to. They leave with fetch's `priority: 'low'`. */
  shadow?: {
    /**
     * Headers by which the service knows a shadow request. Default `x-shadow-mode`, `x-shadow-pair` and
     * `idempotency-key`; a service of another origin must allow them by CORS. An empty object sends none.
     */
    headers?: (call: ShadowCall) => Record<string, string>
    /** Default `omit`. */
    credentials?: RequestCredentials
  }
}

const ownHeaders = ({ role, pairId, repeat }: ShadowCall): Record<string, string> => ({
  'x-shadow-mode': role,
  'x-shadow-pair': pairId,
  // A key of its own: the answer to the first call must not be replayed.
  'idempotency-key': repeat ? `${pairId}-repeat` : pairId,
})

/** Without query, fragment and credentials. */
const publicUrl = (url: string): string => url.replace(/[?#].*/s, '').replace(/\/\/[^/]*@/, '//')

/**
 * A model behind an HTTP endpoint: POST, JSON both ways. Throws `InvalidOptionError`, which names the option, also for
 * one that it does not know. Its `predict` rejects with `HttpModelError`, fetch's own error, or what `codec` and
 * `headers` throw.
 */
export function httpModel<Input, Output>(options: HttpModelOptions<Input, Output>): Model<Input, Output> {
  const {
    url,
    version,
    idempotent,
    codec = {},
    headers,
    credentials: ofServing,
    shadow = {},
    ...others
  }: HttpModelOptions<Input, Output> = Object(options)
  const { headers: shadowHeaders = ownHeaders, credentials: ofShadow, ...othersOfShadow } = shadow
  // The others are none of ours: it refuses them.
  object({ url: text(2_048), shadow: object({}) })({ url, ...others, shadow: othersOfShadow }, '')
  const request = (input: Input, { signal, shadow: call }: CallContext) => {
    // Cloudflare's Workers have no cookies, and refuse a request that speaks of them.
    const none = 'WebSocketPair' in globalThis ? undefined : 'omit'
    const credentials = call ? (ofShadow ?? none) : ofServing
    return {
      method: 'POST',
      body: JSON.stringify(codec.encode ? codec.encode(input) : input),
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(typeof headers === 'function' ? headers() : headers),
        ...(call && shadowHeaders(call)),
      },
      signal: signal ?? null,
      ...(credentials && { credentials }),
      ...(call && { priority: 'low' as const }),
    }
  }
  return {
    version,
    idempotent,
    get origin(): string {
      try {
        // Late: on a server there is no page, and a relative URL has no origin. Old React Native's URLs have none either.
        return new URL(url, globalThis.document?.baseURI).origin
      } catch {
        return 'unknown'
      }
    },
    async predict(input, context) {
      const sent = request(input, context)
      const response = await fetch(url, sent)
      const { ok, status } = response
      context.note({ httpStatus: status, retryAfter: response.headers.get('retry-after') })
      const body = await response.text()
      context.note({ bytes: sent.body.length + body.length })
      const fail = (fault: HttpModelFault, cause?: unknown) =>
        new HttpModelError(fault, { status, url: publicUrl(url), body }, { cause })
      if (!ok) throw fail('status')
      let json: unknown
      try {
        json = JSON.parse(body)
      } catch (cause) {
        throw fail('body', cause)
      }
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the app vouches for its own service
      return codec.decode ? codec.decode(json) : (json as Output)
    },
  }
}
