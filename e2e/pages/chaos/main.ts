import { createShadowClient, flagdJson, httpModel, type ShadowClient } from '@shadow-mode/client'
import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { createPageLog, type PageLog } from '../harness/page-log.ts'
import { settle } from '../harness/settle.ts'
import type { ChaosConfig } from './config.ts'
import { drawInput } from './draw-input.ts'

/** The functions that a test can call on the page, as `window.chaos`. */
export interface Chaos {
  /** Sets the error of the device's clock, as this page reads it. */
  setClock(offMs: number): void
}

declare global {
  interface Window {
    chaos?: Chaos
  }
}

/** The number of concurrent predictions, and the share that the page repeats with the bare model. */
const LANES = 3
const COMPARED = 0.2

const config: ChaosConfig = JSON.parse(decodeURIComponent(location.hash.slice(1)))
const random = seededRandom(config.seed)

let offMs = config.clockMs
const trueNow = Date.now.bind(Date)
Date.now = () => trueNow() + offMs

const live = httpModel<unknown, unknown>({ url: config.liveUrl, version: '1.4.0' })
const candidate = httpModel<unknown, unknown>({ url: config.candidateUrl, version: '2.0.0' })

interface Subject {
  client: ShadowClient<unknown, unknown>
  log: PageLog
}

const subjects = config.clients.map(({ experiment, collector }): Subject => {
  const log = createPageLog(experiment)
  const flags = flagdJson({ url: config.flagsUrl, pollIntervalMs: 1_000 })
  const client = createShadowClient<unknown, unknown>({ experiment, live, candidate, collector, flags })
  client.subscribe(event => {
    if (event.type === 'pair') log.finished(event.pair.id)
    if (event.type === 'problem' || event.type === 'flush-failed') log.problem(event.error.message)
  })
  addEventListener('pagehide', () => log.left())
  return { client, log }
})

let asked = 0

async function predictOne({ client, log }: Subject): Promise<void> {
  const input = drawInput(`${config.tab}-${++asked}`, random)
  const isCompared = random() < COMPARED
  const startedAt = trueNow()
  // The client decides in the same task, with the same plan. So the log has the predictions that it counts as sampled.
  if (client.status().plan.shadowRate > 0) log.asked(input.id)
  const shadowed = await settle(() => client.predict(input, { reference: input.id }))
  if (!isCompared) return
  const bare = await settle(() => live.predict(input, { signal: undefined, note: () => {} }))
  const [got, expected] = [shadowed, bare].map(settled => JSON.stringify(settled))
  if (got === expected) log.agreed(input.id)
  else log.differed(JSON.stringify({ startedAt, endedAt: trueNow(), got, expected, input }))
}

async function lane(): Promise<never> {
  for (;;) {
    await predictOne(subjects[Math.floor(random() * subjects.length)]!)
    await sleep(random() * 90)
  }
}

window.chaos = {
  setClock(ms) {
    offMs = ms
  },
}
for (let n = 0; n < LANES; n++) void lane()
