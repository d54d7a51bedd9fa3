import type { Context, MiddlewareHandler } from 'hono'
import { answerCors } from './answer-cors.ts'
import type { RefusalReporter } from './create-refusal-reporter.ts'
import { parseAllowedOrigin } from './parse-allowed-origin.ts'
import { quoteForLog } from './quote-for-log.ts'

/**
 * Lets pages of these origins read responses, and reports pages of other origins that cannot. Without origins, only
 * pages of the collector's own origin can read responses. `*` allows all pages. Keys and tokens protect the data; CORS
 * does not.
 *
 * @param credentials See `CorsRules`.
 */
export function allowOrigins(
  origins: string[],
  onRefused: RefusalReporter,
  credentials: (context: Context) => boolean,
): MiddlewareHandler {
  const allowed = origins.map(parseAllowedOrigin)
  const allows = (origin: string): boolean => allowed.some(allowsOrigin => allowsOrigin(origin))
  const addHeaders = answerCors({ allows, methods: ['GET', 'POST'], credentials })
  return async (context, next) => {
    const origin = context.req.header('origin')
    if (origin !== undefined && !allows(origin) && !isSameOrigin(origin, context.req.raw)) {
      const name = quoteForLog(origin)
      onRefused(name, `Pages of ${name} cannot read responses, because the origin is not in --allow-origin`)
    }
    return addHeaders(context, next)
  }
}

/** Whether the request comes from the collector's own pages, even behind a proxy with another host name. */
function isSameOrigin(origin: string, { headers }: Request): boolean {
  if (headers.get('sec-fetch-site') === 'same-origin') return true
  return URL.canParse(origin) && new URL(origin).host === headers.get('host')
}
