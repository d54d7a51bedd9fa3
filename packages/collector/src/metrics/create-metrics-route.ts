import { Hono } from 'hono'
import type { CollectorMetrics } from './create-collector-metrics.ts'

/** `GET /metrics` in the Prometheus text format. */
export function createMetricsRoute(metrics: CollectorMetrics): Hono {
  return new Hono().get('/metrics', async context =>
    context.body(await metrics.text(), 200, { 'content-type': metrics.contentType }),
  )
}
