import { Hono } from 'hono'
import type { CollectorMetrics } from './collector-metrics.ts'

/** `GET /metrics` in the Prometheus text format. */
export function metricsRoute(metrics: CollectorMetrics): Hono {
  return new Hono().get('/metrics', async context =>
    context.body(await metrics.text(), 200, { 'content-type': metrics.contentType }),
  )
}
