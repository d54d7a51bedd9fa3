import { setTimeout as sleep } from 'node:timers/promises'
import { type FlagServer, startFlagServer } from '@shadow-mode/test-support/servers/flag-server.ts'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import { launchProfile } from '@shadow-mode/test-support/sessions/launch-profile.ts'
import { watchDelay } from '@shadow-mode/test-support/sessions/watch-delay.ts'
import { expect, test } from 'vitest'
import { sharedWorld } from './shared-world.ts'
import { testScope } from './test-scope.ts'

const getWorld = sharedWorld()

/** The number of messages from one tab to the other, to the server and back to this test. */
const MESSAGES = 5

const flagFile = (experiment: string, flag: object = {}) => ({
  flags: {
    [experiment]: {
      state: 'ENABLED',
      variants: { shadow: { serve: 'live', shadowRate: 1, timeoutMs: 60_000 } },
      defaultVariant: 'shadow',
      ...flag,
    },
  },
})

const statuses = (flags: FlagServer) => flags.answers.map(({ status }) => status)

test('when one tab reads that the flag is off, the running calls of all tabs end within 1 s', async () => {
  const scope = testScope()
  const world = getWorld()
  const { models } = world
  models.faults.candidate = { kind: 'hang' }
  scope.defer(() => {
    models.faults.candidate = { kind: 'none' }
  })
  const experiment = 'flags-off'
  const flags = await startFlagServer(scope, flagFile(experiment))
  const browser = await launchProfile(scope, { bfcache: true })
  const config = world.config(experiment, { flags: { url: flags.url } })
  const tabs = [await world.open(browser, config), await world.open(browser, config)]
  for (const [n, tab] of tabs.entries()) {
    await until(
      () => tab.evaluate(() => window.harness!.status().planReason !== 'DEFAULT'),
      () => 'the flag is on',
    )
    await tab.evaluate(id => window.harness!.predict({ id }), `off-${n}`)
  }
  // All tabs together may have two running calls to an origin, so each tab has one.
  const shadows = () => models.arrivals.filter(({ shadow, inputId }) => shadow && inputId?.startsWith('off-'))
  await until(
    () => shadows().length === 2,
    () => 'both candidate calls run',
  )
  expect(statuses(flags)).toEqual([200])

  flags.file = flagFile(experiment, { state: 'DISABLED' })
  const delay = watchDelay(scope, tabs[1]!)
  // One tab reads the flag. The other would read it only in a minute.
  await tabs[0]!.evaluate(() => dispatchEvent(new Event('online')))
  await until(
    () => shadows().every(({ endedAt }) => endedAt !== null),
    () => 'both calls have ended',
  )
  const seenAt = flags.answers.at(-1)!.at
  expect(statuses(flags)).toEqual([200, 200])
  for (const { endedAt } of shadows()) expect(endedAt! - seenAt).toBeLessThan(1_000 + MESSAGES * delay())

  for (const tab of tabs) {
    await tab.evaluate(() => window.harness!.predict({ id: 'after' }))
    const status = await tab.evaluate(() => window.harness!.status())
    expect(status).toMatchObject({ running: 0, planReason: 'DISABLED', plan: { shadowRate: 0 } })
  }
  expect(shadows()).toHaveLength(2)
})

test('all tabs together read the file once per interval, with its ETag, and the next page starts with the flag', async () => {
  const scope = testScope()
  const world = getWorld()
  const experiment = 'flags-poll'
  const flags = await startFlagServer(scope, flagFile(experiment))
  const browser = await launchProfile(scope, { bfcache: true })
  const config = world.config(experiment, { flags: { url: flags.url, pollIntervalMs: 2_000 } })
  const tabs = await Promise.all([1, 2, 3, 4].map(() => world.open(browser, config)))
  for (const tab of tabs)
    await until(
      () => tab.evaluate(() => window.harness!.status().planReason === 'STATIC'),
      () => 'the flag is on',
    )
  const from = flags.answers.length
  await sleep(10_000)
  const polls = statuses(flags).slice(from)
  expect(polls.filter(status => status !== 304)).toEqual([])
  // The interval is 1.6 to 2.4 s. Four independent tabs would ask at least 16 times.
  expect(polls.length).toBeGreaterThanOrEqual(3)
  expect(polls.length).toBeLessThanOrEqual(8)

  const next = await world.open(browser, config)
  const status = await next.evaluate(() => window.harness!.status())
  expect(status).toMatchObject({ planReason: 'CACHED', plan: { shadowRate: 1 } })
})
