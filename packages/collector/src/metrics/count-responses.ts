import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { CollectorMetrics } from './create-collector-metrics.ts'

/** Counts responses by route pattern, so that arbitrary request paths do not create new series. */
export function countResponses(metrics: CollectorMetrics): MiddlewareHandler {
  return async (context, next) => {
    await next()
    metrics.countResponse(routePath(context, -1), context.res.status)
  }
}
