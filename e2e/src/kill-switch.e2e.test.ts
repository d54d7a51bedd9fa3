import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import { launchProfile } from '@shadow-mode/test-support/sessions/launch-profile.ts'
import { watchDelay } from '@shadow-mode/test-support/sessions/watch-delay.ts'
import type { BrowserContext, Page, Worker } from 'playwright'
import { describe, expect, test } from 'vitest'
import type { HarnessConfig } from '../pages/harness/config.ts'
import { inputs } from './inputs.ts'
import { sharedWorld } from './shared-world.ts'
import { testScope } from './test-scope.ts'
import type { World } from './world.ts'

const getWorld = sharedWorld()

/** The limit from the moment at which the flag was read, on an idle machine. */
const WITHIN_MS = 1_000
/** The number of messages from tab to tab, to the worker or the server, and back to this test. */
const MESSAGES = 5
const TABS = 3

const flagged = (world: World, experiment: string, changes?: Partial<HarnessConfig>): HarnessConfig =>
  world.config(experiment, {
    // It differs from the flag, so that the test sees whether a page has read the flag.
    plan: { serve: 'live', shadowRate: 0 },
    flags: { url: `${world.origin}/flags.json`, pollIntervalMs: 1_000 },
    ...changes,
  })

/** Opens tabs one after the other and waits until each has read the flag. */
const openTabs = async (
  world: World,
  browser: BrowserContext,
  config: HarnessConfig,
  count = TABS,
): Promise<Page[]> => {
  const tabs: Page[] = []
  for (let n = 0; n < count; n++) {
    const page = await world.open(browser, config, `tab-${n}`)
    // The first prediction loads the background, which reads the flag.
    await page.evaluate(() => window.harness!.predict({ id: 'first' }))
    await page.waitForFunction(() => {
      const { plan } = window.harness!.status()
      return plan.shadowRate > 0 || plan.serve === 'candidate'
    })
    tabs.push(page)
  }
  return tabs
}

/**
 * The time at which each tab read the current file. For a tab that did not read it itself, the time of the first read.
 */
const seenAt = async (world: World, tabs: Page[], withinMs: number): Promise<number[]> => {
  await until(
    () => world.flags.readings.length > 0,
    () => 'a tab has read the flag',
    undefined,
    10,
  )
  const first = world.flags.readings[0]!.at
  // By then each tab has read the file or was informed by another.
  await sleep(2 * withinMs)
  return tabs.map(tab => {
    const page = tab.url().split('#')[0]
    return world.flags.readings.find(reading => reading.page === page)?.at ?? first
  })
}

describe(`switching the flag off, in ${TABS} tabs`, () => {
  test('ends running candidate calls over HTTP within 1 s and starts no more', async () => {
    const scope = testScope()
    const world = getWorld()
    const { flags, models } = world
    const experiment = 'kill-http'
    flags.enable(experiment, { serve: 'live', shadowRate: 1, maxInFlight: 5, timeoutMs: 60_000 })
    const browser = await launchProfile(scope, { bfcache: true })
    const tabs = await openTabs(world, browser, flagged(world, experiment))
    models.faults.candidate = { kind: 'hang' }
    scope.defer(() => {
      models.faults.candidate = { kind: 'none' }
    })
    const first = models.arrivals.length
    const running = () => models.arrivals.slice(first).filter(({ model }) => model === 'candidate')
    await Promise.all(
      tabs.map((tab, n) =>
        tab.evaluate(list => window.harness!.run(list, { parallel: 3 }), inputs(`kill-${n}`, 20)),
      ),
    )
    await until(
      () => running().length >= 5,
      () => '5 candidate calls run',
    )
    const delay = watchDelay(scope, tabs[0]!)
    flags.disable(experiment)
    const seen = await seenAt(world, tabs, WITHIN_MS)
    await until(
      () => running().every(({ endedAt }) => endedAt !== null),
      () => 'each call has ended',
    )

    const deadline = Math.max(...seen) + WITHIN_MS + MESSAGES * delay()
    for (const { endedAt } of running()) expect(endedAt ?? Infinity).toBeLessThanOrEqual(deadline)
    const begun = running().length
    for (const [n, tab] of tabs.entries()) {
      await tab.evaluate(list => window.harness!.run(list, { parallel: 3 }), inputs(`off-${n}`, 5))
      const status = await tab.evaluate(() => window.harness!.status())
      expect(status).toMatchObject({ running: 0, plan: { serve: 'live', shadowRate: 0 } })
      expect(status.dropped.off).toBeGreaterThan(0)
    }
    await sleep(WITHIN_MS)
    expect(running()).toHaveLength(begun)
  })

  test('stops the ONNX worker of each tab within 1 s', async () => {
    const scope = testScope()
    const world = getWorld()
    const experiment = 'kill-onnx'
    world.flags.enable(experiment, { serve: 'live', shadowRate: 1 })
    const browser = await launchProfile(scope, { bfcache: true })
    const config = flagged(world, experiment, {
      // The worker must be idle, because Chromium lets a busy worker run for up to 2 s after `terminate`.
      candidate: { kind: 'onnx', modelUrl: `${world.origin}/candidate.onnx` },
    })
    const tabs = await openTabs(world, browser, config)
    const closedAt = new Map<Page, number>()
    await Promise.all(
      tabs.map(async tab => {
        const opened: Promise<Worker> = tab.workers()[0]
          ? Promise.resolve(tab.workers()[0]!)
          : tab.waitForEvent('worker')
        await tab.evaluate(() => window.harness!.predict({ id: 'to-the-worker' }))
        ;(await opened).once('close', () => closedAt.set(tab, Date.now()))
      }),
    )
    const delay = watchDelay(scope, tabs[0]!)
    world.flags.disable(experiment)
    const seen = await seenAt(world, tabs, WITHIN_MS)
    await until(
      () => closedAt.size === TABS,
      () => 'each worker has ended',
    )
    tabs.forEach((tab, n) => {
      const tookMs = closedAt.get(tab)! - seen[n]!
      expect(tookMs, `tab ${n}`).toBeLessThanOrEqual(WITHIN_MS + MESSAGES * delay())
      expect(tab.workers()).toEqual([])
    })
  })

  const serving = {
    'over HTTP': (world: World) => flagged(world, 'kill-serving-http'),
    'in its worker': (world: World) =>
      flagged(world, 'kill-serving-onnx', {
        candidate: { kind: 'blocked-onnx', modelUrl: `${world.origin}/candidate.onnx` },
      }),
  }
  test.for(Object.entries(serving))(
    'lets a call to a serving candidate %s complete',
    async ([, configure]) => {
      const scope = testScope()
      const world = getWorld()
      const { flags, models } = world
      const config = configure(world)
      flags.enable(config.experiment, { serve: 'candidate', shadowRate: 0, timeoutMs: 30_000 })
      const browser = await launchProfile(scope, { bfcache: true })
      const tabs = await openTabs(world, browser, config, 2)
      models.faults.candidate = { kind: 'delay', ms: 4_000 }
      scope.defer(() => {
        models.faults.candidate = { kind: 'none' }
      })
      const first = models.arrivals.length
      const answers = Promise.all(
        tabs.map(tab => tab.evaluate(() => window.harness!.predict({ id: 'served' }))),
      )
      await sleep(300)
      flags.disable(config.experiment)
      await seenAt(world, tabs, WITHIN_MS)
      for (const tab of tabs)
        await until(
          () => tab.evaluate(() => window.harness!.status().plan.serve === 'live'),
          () => 'the live model serves',
        )
      for (const answer of await answers) expect(answer).toMatchObject({ kind: 'value' })
      const asked = models.arrivals.slice(first).map(({ model }) => model)
      expect(asked, 'the models that were called').not.toContain('live')
    },
  )
})
