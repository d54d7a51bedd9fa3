import { setTimeout as sleep } from 'node:timers/promises'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import { launchKillable } from '@shadow-mode/test-support/sessions/launch-killable.ts'
import { launchProfile } from '@shadow-mode/test-support/sessions/launch-profile.ts'
import { watchDelay } from '@shadow-mode/test-support/sessions/watch-delay.ts'
import { describe, expect, test } from 'vitest'
import { comeBackAndDeliver } from './deliver.ts'
import { expectEachStored } from './expect-each-stored.ts'
import { inputs } from './inputs.ts'
import { readLog } from './read-log.ts'
import { sharedWorld } from './shared-world.ts'
import { storedIds } from './stored-ids.ts'
import { testScope } from './test-scope.ts'
import { total } from './total.ts'

const getWorld = sharedWorld()

/** A killed tab may lose this many finished pairs, and only pairs that are at most this old. */
const MAY_LOSE = { pairs: 50, ageMs: 1_000 }
/** The time until a test learns of a finished pair. */
const REPORT_MS = 250

describe('the browser is killed', () => {
  test('with 1,000 queued pairs: all of them are stored later', async () => {
    const scope = testScope()
    const world = getWorld()
    const experiment = 'killed-waiting'
    const config = world.config(experiment, { plan: { startWithinMs: 600_000, maxInFlight: 5 } })
    const folder = await temporaryFolder(scope, 'profile')
    world.proxy.mode = 'down'
    scope.defer(() => {
      world.proxy.mode = 'pass'
    })
    const finished: string[] = []
    const browser = await launchKillable(scope, folder)
    await browser.context.exposeBinding('reportFinished', (_, id: string) => finished.push(id))
    const page = await world.open(browser.context, config)
    await page.evaluate(list => window.harness!.run(list, { parallel: 5 }), inputs('waiting', 1_000))
    await until(
      () => finished.length === 1_000,
      () => `1,000 finished, now ${finished.length}`,
    )
    await sleep(MAY_LOSE.ageMs)
    await browser.kill()
    expect(await storedIds(world.collector, experiment)).toEqual([])

    world.proxy.mode = 'pass'
    const again = await launchKillable(scope, folder)
    const status = await comeBackAndDeliver(world, again.context, config)
    expect(await storedIds(world.collector, experiment)).toEqual(finished.toSorted())
    expect(status).toMatchObject({ sampled: 1_000, delivered: 1_000, queued: 0, unconfirmed: 0, dropped: {} })
  })

  test('during predictions: at most 50 finished pairs are lost, at most 1 s old', async () => {
    const scope = testScope()
    const world = getWorld()
    const experiment = 'killed-running'
    const config = world.config(experiment)
    const folder = await temporaryFolder(scope, 'profile')
    const finishedAt = new Map<string, number>()
    const browser = await launchKillable(scope, folder)
    await browser.context.exposeBinding('reportFinished', (_, id: string) => finishedAt.set(id, Date.now()))
    const page = await world.open(browser.context, config)
    const delay = watchDelay(scope, page)
    await page.evaluate(() => window.harness!.runForever('stream', 5))
    await until(
      () => finishedAt.size >= 150,
      () => '150 finished pairs',
    )
    const killedAt = Date.now()
    await browser.kill()

    const again = await launchKillable(scope, folder)
    const status = await comeBackAndDeliver(world, again.context, config)
    const stored = await storedIds(world.collector, experiment)
    expect(new Set(stored).size).toBe(stored.length)
    const missing = [...finishedAt.keys()].filter(id => !stored.includes(id))
    const ages = missing.map(id => killedAt - (finishedAt.get(id) ?? 0))
    expect(missing.length).toBeLessThanOrEqual(MAY_LOSE.pairs)
    expect(Math.max(0, ...ages)).toBeLessThanOrEqual(MAY_LOSE.ageMs + REPORT_MS + 5 * delay())
    expect(status.delivered).toBe(stored.length)
    expect(status.sampled).toBe(status.delivered + status.unconfirmed + total(status.dropped))
  })
})

describe('the collector fails', () => {
  test('is down for a minute, refuses, then loses its answers: each pair is stored once', async () => {
    const scope = testScope()
    const world = getWorld()
    const experiment = 'collector-down'
    const config = world.config(experiment)
    const browser = await launchProfile(scope, { bfcache: true })
    const page = await world.open(browser, config)
    scope.defer(() => {
      world.proxy.mode = 'pass'
    })
    await page.evaluate(() => window.harness!.runForever('minute', 50))
    await sleep(1_000)
    world.proxy.mode = 'down'
    await sleep(60_000)
    world.proxy.mode = 'unavailable'
    await sleep(3_000)
    world.proxy.mode = 'lose-ack'
    const before = world.proxy.deliveries.length
    await until(
      async () => {
        await page.evaluate(() => window.harness!.flush())
        return world.proxy.deliveries.length >= before + 2
      },
      () => 'two batches whose answers are lost',
      60_000,
      500,
    )
    world.proxy.mode = 'pass'
    await page.goto(`${world.origin}/blank.html`)

    const status = await comeBackAndDeliver(world, browser, config)
    const log = await readLog(browser, world.origin, experiment)
    const sentIds = world.proxy.deliveries.flatMap(delivery => delivery.ids)
    expect(log.finished.length).toBeGreaterThan(500)
    expect(new Set(sentIds).size, 'some pairs were sent twice').toBeLessThan(sentIds.length)
    await expectEachStored(world, experiment, status, log)
  })

  test('is killed ten times while pairs arrive: each pair is stored once', async () => {
    const scope = testScope()
    const world = getWorld()
    const experiment = 'collector-killed'
    const config = world.config(experiment)
    const browser = await launchProfile(scope, { bfcache: true })
    const page = await world.open(browser, config)
    await page.evaluate(() => {
      window.harness!.runForever('killed', 10)
      setInterval(() => void window.harness!.flush(), 100)
    })
    const accepted = (): number => world.proxy.deliveries.filter(({ status }) => status === 202).length
    for (let kill = 1; kill <= 10; kill++) {
      const before = accepted()
      await until(
        () => accepted() >= before + 3,
        () => `three more batches before kill ${kill}`,
      )
      await world.collector.kill()
      await sleep(100)
      await world.collector.start()
    }
    await page.goto(`${world.origin}/blank.html`)

    const status = await comeBackAndDeliver(world, browser, config)
    const log = await readLog(browser, world.origin, experiment)
    await expectEachStored(world, experiment, status, log)
    const { capture } = await world.collector.report(experiment)
    expect(capture).toMatchObject({
      pairs: log.finished.length,
      conflicts: 0,
      setAside: 0,
      quarantined: 0,
    })
  })
})
