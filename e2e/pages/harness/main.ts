import { createShadowClient, flagdJson } from '@shadow-mode/client'
import type { HarnessConfig } from './config.ts'
import { createHarness, type Harness } from './harness.ts'
import { makeCandidate } from './make-candidate.ts'
import { makeLive } from './make-live.ts'
import { createPageLog } from './page-log.ts'

declare global {
  interface Window {
    harness?: Harness
  }
}

const config: HarnessConfig = JSON.parse(decodeURIComponent(location.hash.slice(1)))
const log = createPageLog(config.experiment)
const live = makeLive(config.live)
const plan = { serve: 'live' as const, shadowRate: 1, ...config.plan }
const client = createShadowClient<unknown, unknown>({
  experiment: config.experiment,
  live,
  candidate: await makeCandidate(config.candidate),
  ...(config.flags ? { flags: flagdJson(config.flags), bootstrap: plan } : { plan }),
  collector: config.collector,
})
client.subscribe(event => {
  if (event.type === 'pair') log.finished(event.pair.id)
  if (event.type === 'problem' || event.type === 'flush-failed') log.problem(event.error.message)
})
// Registered after the client's listener, so that it runs last.
addEventListener('pagehide', () => log.left())
window.harness = createHarness(client, live, log)
