import type { Context, MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { HttpError } from './http-error.ts'
import type { AllowsOrigin } from './parse-allowed-origin.ts'

/** Maximum length of `Access-Control-Request-Headers` in UTF-16 units. A longer list gets 400. */
const MAX_REQUESTED_LENGTH = 4_096
/** Names of headers, separated by commas. */
const NAMES = /^[\w!#$%&'*+.^`|~-]+([ \t]*,[ \t]*[\w!#$%&'*+.^`|~-]+)*$/

export interface CorsRules {
  allows: AllowsOrigin
  methods: string[]
  /**
   * Whether pages may read answers to requests with cookies. Some pages send cookies with every request. An answer that
   * cookies can change must not allow them.
   */
  credentials: (context: Context) => boolean
}

/**
 * Adds CORS headers for allowed origins, and answers their preflights for any requested header: tools of the page, such
 * as tracing, add headers to every request. The answer names the exact origin, because browsers refuse `*` with
 * credentials.
 */
export function answerCors({ allows, methods, credentials }: CorsRules): MiddlewareHandler {
  const create = (withCredentials: boolean): MiddlewareHandler =>
    cors({
      origin: origin => (origin !== '' && allows(origin) ? origin : null),
      allowMethods: methods,
      exposeHeaders: ['retry-after', 'etag', 'x-shadow-batch'],
      credentials: withCredentials,
      maxAge: 7_200,
    })
  const [plain, credentialed] = [create(false), create(true)]
  return async (context, next) => {
    const { req } = context
    if (req.method === 'OPTIONS') {
      assertNames(req.header('access-control-request-headers'))
      // Older Chromium asks this for a collector in a private network. It counts with an allowed origin only.
      if (req.header('access-control-request-private-network') === 'true')
        context.header('access-control-allow-private-network', 'true')
    }
    return (credentials(context) ? credentialed : plain)(context, next)
  }
}

// They are sent back, so they must be names, and not too many.
function assertNames(requested: string | undefined): void {
  if (!requested || (requested.length <= MAX_REQUESTED_LENGTH && NAMES.test(requested))) return
  throw new HttpError(
    400,
    'requested-headers',
    `access-control-request-headers: expected names of headers, at most ${MAX_REQUESTED_LENGTH} characters`,
  )
}
