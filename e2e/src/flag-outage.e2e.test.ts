import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import { launchProfile } from '@shadow-mode/test-support/sessions/launch-profile.ts'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import type { Settled } from '../pages/harness/settle.ts'
import { sharedWorld } from './shared-world.ts'
import { testScope } from './test-scope.ts'

const getWorld = sharedWorld()

const MINUTE_MS = 60_000
const OUTAGE_MS = 120 * MINUTE_MS
const SUBJECTS = Array.from({ length: 20 }, (_, n) => `subject-${n}`)

const predictAll = (page: Page): Promise<Settled[]> =>
  page.evaluate(async subjects => {
    const settled = subjects.map(subject => window.harness!.predict({ id: subject }, { subject }))
    return Promise.all(settled)
  }, SUBJECTS)

test('during a flag outage of two hours the candidate serves the same subjects, on old pages and on new ones', async () => {
  const scope = testScope()
  const world = getWorld()
  const { flags, models } = world
  const experiment = 'outage'
  flags.enable(experiment, { serve: 'candidate', shadowRate: 1 })
  const browser = await launchProfile(scope, { bfcache: true })
  // The test can advance the clock and the timers of all pages by hours.
  await browser.clock.install()
  const config = world.config(experiment, {
    // A page that falls back to this plan serves live, which the test notices.
    plan: { serve: 'live', shadowRate: 0 },
    flags: { url: `${world.origin}/flags.json`, pollIntervalMs: 60_000 },
  })
  const old = await world.open(browser, config)
  await old.evaluate(() => window.harness!.predict({ id: 'first' }))
  await old.waitForFunction(() => window.harness!.status().plan.serve === 'candidate')

  const from = models.arrivals.length
  const servedByLive = () =>
    models.arrivals.slice(from).filter(({ model, shadow }) => model === 'live' && shadow === null)
  const servedByCandidate = () =>
    models.arrivals.slice(from).filter(({ model, shadow }) => model === 'candidate' && shadow === null)
  const all = await predictAll(old)
  expect(all).toMatchObject(SUBJECTS.map(id => ({ kind: 'value', value: { id } })))

  flags.isDown = true
  scope.defer(() => {
    flags.isDown = false
  })
  for (let hour = 0; hour < 2; hour++) {
    for (let minute = 0; minute <= OUTAGE_MS / 2 / MINUTE_MS; minute++) {
      await browser.clock.runFor(MINUTE_MS)
      // Requests take real time.
      await sleep(20)
    }
    expect(await predictAll(old)).toEqual(all)
  }
  expect(flags.refused, 'requests for the flag that failed').toBeGreaterThan(10)
  const fresh = await world.open(browser, config)
  expect(await predictAll(fresh)).toEqual(all)
  for (const page of [old, fresh]) {
    const { plan } = await page.evaluate(() => window.harness!.status())
    // Shadowing ends, because no flag has confirmed it for so long. The serving model does not change.
    expect(plan).toMatchObject({ serve: 'candidate', shadowRate: 0 })
  }

  flags.isDown = false
  // Advancing the clock instead would make the reading outdated before its answer arrives.
  await old.evaluate(() => dispatchEvent(new Event('online')))
  await until(
    () => old.evaluate(() => window.harness!.status().plan.shadowRate === 1),
    () => 'the page reads the flag again',
  )
  expect(await predictAll(old)).toEqual(all)
  expect(servedByLive()).toEqual([])
  expect(servedByCandidate()).toHaveLength(5 * SUBJECTS.length)
})
