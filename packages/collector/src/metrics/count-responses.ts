import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { CollectorMetrics } from './collector-metrics.ts'

/** Counts every answer under the pattern of its route, so that paths made up by a caller add no series. */
export function countResponses(metrics: CollectorMetrics): MiddlewareHandler {
  return async (context, next) => {
    await next()
    metrics.response(routePath(context, -1), context.res.status)
  }
}
