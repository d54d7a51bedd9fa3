import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import type { RefusalReporter } from './create-refusal-reporter.ts'
import { quoteForLog } from './quote-for-log.ts'

/**
 * Adds CORS headers, and reports pages of other origins that cannot read responses. Without origins, only pages of the
 * collector's own origin can read responses. `*` allows all pages. Keys and tokens protect the data; CORS does not.
 */
export function allowOrigins(origins: string[], onRefused: RefusalReporter): MiddlewareHandler {
  const isOpen = origins.includes('*')
  const addHeaders = cors({
    origin: isOpen ? '*' : origins,
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['content-type', 'authorization'],
    exposeHeaders: ['retry-after'],
    maxAge: 7_200,
  })
  return async (context, next) => {
    const origin = context.req.header('origin')
    if (
      !isOpen &&
      origin !== undefined &&
      !origins.includes(origin) &&
      !isSameOrigin(origin, context.req.raw)
    ) {
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
