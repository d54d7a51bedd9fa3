import { createShadowClient, httpModel, type ShadowClient } from '@shadow-mode/client'

/** Creates the client like an app: both models over HTTP, and every prediction shadowed. */
export function createClient(): ShadowClient<unknown, unknown> {
  return createShadowClient<unknown, unknown>({
    experiment: 'bench',
    live: httpModel({ url: '/v1/predict', version: '1.4.0' }),
    candidate: httpModel({ url: '/v2/predict', version: '2.0.0' }),
    plan: { serve: 'live', shadowRate: 1 },
    collector: { url: location.origin, key: 'bench' },
  })
}
