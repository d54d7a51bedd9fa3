import { Hono } from 'hono'
import type { Readiness } from './readiness.ts'

/** `GET /healthz` always succeeds. `GET /readyz` answers 503 with the reasons if the collector cannot store records. */
export function healthRoutes(ready: Readiness): Hono {
  return new Hono()
    .get('/healthz', context => context.json({ status: 'ok' }))
    .get('/readyz', async context => {
      const problems = await ready()
      const isReady = problems.length === 0
      return context.json({ status: isReady ? 'ready' : 'unavailable', problems }, isReady ? 200 : 503)
    })
}
