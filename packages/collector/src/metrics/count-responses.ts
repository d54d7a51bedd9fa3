import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { CollectorMetrics } from './create-collector-metrics.ts'

/** Middleware of all paths has it. It says nothing about a request. */
const ANY_PATH = '/*'

/** Counts responses by route pattern, so that arbitrary request paths do not create new series. */
export function countResponses(metrics: CollectorMetrics): MiddlewareHandler {
  return async (context, next) => {
    await next()
    const route = matchedRoutes(context).findLast(({ path }) => path !== ANY_PATH)
    metrics.countResponse(route?.path ?? ANY_PATH, context.res.status)
  }
}
