import { Hono } from 'hono'
import type { ReadinessCheck } from './create-readiness-check.ts'

/** `GET /healthz` always succeeds. `GET /readyz` answers 503 with the problems if `check` finds any. */
export function createHealthRoutes(check: ReadinessCheck): Hono {
  return new Hono()
    .get('/healthz', context => context.json({ status: 'ok' }))
    .get('/readyz', async context => {
      const problems = await check()
      const isReady = problems.length === 0
      return context.json({ status: isReady ? 'ready' : 'unavailable', problems }, isReady ? 200 : 503)
    })
}
