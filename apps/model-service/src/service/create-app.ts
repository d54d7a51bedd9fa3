import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { etag } from 'hono/etag'
import { HTTPException } from 'hono/http-exception'
import { createCallLog } from '../calls/call-log.ts'
import type { ModelName } from '../encoding/index.ts'
import { createFaultSwitch } from '../faults/fault-switch.ts'
import type { LoadedModel } from '../models/load-model.ts'
import { addFaultRoutes } from './fault-routes.ts'
import { addPredictRoute } from './predict-route.ts'

export interface AppOptions {
  models: Record<ModelName, LoadedModel>
  /** The origins that may call the service from a browser. `*` allows any. */
  origins: string[]
  /** The seed of the faults' random numbers. */
  seed: number
}

const MAX_BODY_BYTES = 65_536
const ALLOWED_HEADERS = ['content-type', 'x-shadow-mode', 'x-shadow-pair', 'idempotency-key', 'traceparent']

export function createApp({ models, origins, seed }: AppOptions): Hono {
  const app = new Hono()
  const calls = createCallLog()
  const switches = { live: createFaultSwitch(seed), candidate: createFaultSwitch(seed) }

  app.use(
    cors({
      origin: origins.includes('*') ? '*' : origins,
      allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
      allowHeaders: ALLOWED_HEADERS,
      maxAge: 600,
    }),
    bodyLimit({ maxSize: MAX_BODY_BYTES }),
  )
  app.onError((error, context) => {
    if (error instanceof HTTPException) return context.json({ error: error.message }, error.status)
    console.error(error)
    return context.json({ error: 'The model service failed' }, 500)
  })
  app.notFound(context => context.json({ error: `Nothing at ${context.req.path}` }, 404))

  app.get('/healthz', context =>
    context.json({ status: 'ok', live: models.live.version, candidate: models.candidate.version }),
  )
  addPredictRoute(app, {
    path: '/v1/predict',
    name: 'live',
    model: models.live,
    faults: switches.live,
    calls,
  })
  addPredictRoute(app, {
    path: '/v2/predict',
    name: 'candidate',
    model: models.candidate,
    faults: switches.candidate,
    calls,
  })
  addFaultRoutes(app, switches)

  app.get('/calls', context => context.json(calls.counts()))
  app.delete('/calls', context => {
    calls.clear()
    return context.json(calls.counts())
  })

  for (const name of ['live', 'candidate'] as const)
    app.get(`/models/${name}.onnx`, etag(), context =>
      context.body(models[name].bytes, 200, {
        'content-type': 'application/octet-stream',
        'cache-control': 'no-cache',
      }),
    )
  return app
}
