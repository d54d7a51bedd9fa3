import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import type { TellRefusal } from './first-refusals.ts'
import { named } from './named.ts'

/**
 * CORS for the routes under /v1. Without origins, only pages of the collector's own origin can read its responses. `*`
 * allows all pages. CORS does not protect data here. Keys and tokens do.
 */
export function allowOrigins(origins: string[], onRefused: TellRefusal): MiddlewareHandler {
  const isOpen = origins.includes('*')
  const answer = cors({
    origin: isOpen ? '*' : origins,
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['content-type', 'authorization'],
    exposeHeaders: ['retry-after'],
    maxAge: 7_200,
  })
  return async (context, next) => {
    const origin = context.req.header('origin')
    if (!isOpen && origin !== undefined && !origins.includes(origin) && !isOwn(origin, context.req.raw)) {
      const name = named(origin)
      onRefused(
        name,
        `Pages of ${name} cannot read the answers: the origin is not among those of --allow-origin`,
      )
    }
    return answer(context, next)
  }
}

/** True for the collector's own pages, also behind a proxy with another host name. */
function isOwn(origin: string, { headers }: Request): boolean {
  if (headers.get('sec-fetch-site') === 'same-origin') return true
  return URL.canParse(origin) && new URL(origin).host === headers.get('host')
}
