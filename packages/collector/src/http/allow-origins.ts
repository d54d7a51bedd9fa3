import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'

/**
 * CORS for the calls under /v1. Without origins only pages of the collector's own origin can read its answers; `*`
 * lets all pages. It protects no data: keys and tokens do.
 */
export function allowOrigins(origins: string[]): MiddlewareHandler {
  return cors({
    origin: origins.includes('*') ? '*' : origins,
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['content-type', 'authorization'],
    exposeHeaders: ['retry-after'],
    maxAge: 7_200,
  })
}
