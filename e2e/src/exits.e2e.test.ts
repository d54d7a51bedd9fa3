import { until } from '@shadow-mode/test-support/servers/until.ts'
import { launchProfile } from '@shadow-mode/test-support/sessions/launch-profile.ts'
import type { BrowserContext, Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { type HarnessConfig, harnessUrl } from '../pages/harness/config.ts'
import type { Way } from '../pages/harness/leave.ts'
import { comeBackAndDeliver, deliver } from './deliver.ts'
import { expectEachStored } from './expect-each-stored.ts'
import { inputs } from './inputs.ts'
import { readLog } from './read-log.ts'
import { sharedWorld } from './shared-world.ts'
import { storageKeys } from './storage-keys.ts'
import { storedIds } from './stored-ids.ts'
import { testScope } from './test-scope.ts'
import type { World } from './world.ts'

const getWorld = sharedWorld()

// The page's own log says which pairs were finished. The collector's export says which pairs are stored.

const ways = ['tab closed', 'closes itself', 'same origin', 'cross origin'] as const
const moments = [
  ['the very first answer', 1, 'answer'],
  ['the very first finished pair', 1, 'pair'],
  ['the first of 30 finished pairs', 30, 'pair'],
] as const

const cases = [false, true].flatMap(bfcache =>
  ways.flatMap(way => moments.map(([moment, count, when]) => ({ bfcache, way, moment, count, when }))),
)

const openInTab = async (
  world: World,
  browser: BrowserContext,
  config: HarnessConfig,
  way: (typeof ways)[number],
): Promise<Page> => {
  if (way !== 'closes itself') return world.open(browser, config)
  // A window may close itself only if a script opened it.
  const opener = await browser.newPage()
  await opener.goto(`${world.origin}/blank.html`)
  const opened = browser.waitForEvent('page')
  await opener.evaluate(url => void window.open(url), harnessUrl(world.origin, config))
  const page = await opened
  await page.waitForFunction(() => window.harness !== undefined)
  return page
}

const wayOut = (world: World, way: (typeof ways)[number]): Way => {
  switch (way) {
    case 'same origin':
      return { to: 'url', url: `${world.origin}/blank.html` }
    case 'cross origin':
      return { to: 'url', url: `${world.elsewhere}/blank.html` }
    case 'closes itself':
      return { to: 'close' }
    default:
      return { to: 'close-tab' }
  }
}

const makeLeave = async (page: Page, out: Way, count: number, when: 'answer' | 'pair'): Promise<void> => {
  await page.exposeFunction('closeTab', () => page.close({ runBeforeUnload: true }))
  const left = out.to === 'url' ? page.waitForURL(out.url) : page.waitForEvent('close')
  await page.evaluate(options => window.harness!.runAndLeave(options.list, options.when, options.out), {
    list: inputs('leaving', count),
    when,
    out,
  })
  await left
}

/**
 * Repeats `leaveAs` until the page gets its events. On a busy machine, Chromium sometimes ends a page without any
 * event, because it could not put it into the bfcache in time. Such a page was killed. The crash tests cover that.
 */
const leaveWithEvents = async <Left extends { browser: BrowserContext; experiment: string }>(
  name: string,
  leaveAs: (experiment: string) => Promise<Left>,
): Promise<Left> => {
  for (let attempt = 1; attempt <= 3; attempt++) {
    const left = await leaveAs(`${name}-${attempt}`)
    const log = () => readLog(left.browser, getWorld().origin, left.experiment)
    const gotEvents = until(
      async () => (await log()).left.length > 0,
      () => 'the page gets its events',
      5_000,
      500,
    )
    if (
      await gotEvents.then(
        () => true,
        () => false,
      )
    )
      return left
  }
  throw new Error('Chromium ended the page three times without its events')
}

/** Chromium's reasons for not restoring the page from the bfcache. `null` if it restored it. */
const whyNotRestored = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation')
    if (navigation && 'notRestoredReasons' in navigation) return navigation.notRestoredReasons
    throw new Error('this Chromium does not give its reasons')
  })

describe('leaving the page', () => {
  test.for(cases)('at $moment, $way, bfcache $bfcache', async ({ bfcache, way, count, when, moment }) => {
    const scope = testScope()
    const world = getWorld()
    const name = `exit-${bfcache ? 'bf' : 'no'}-${way}-${moment}`.replaceAll(' ', '-')
    const leaveAs = async (experiment: string) => {
      const config = world.config(experiment)
      const browser = await launchProfile(scope, { bfcache })
      const page = await openInTab(world, browser, config, way)
      await makeLeave(page, wayOut(world, way), count, when)
      return { browser, experiment, config }
    }
    const { browser, experiment, config } = await leaveWithEvents(name, leaveAs)

    const status = await comeBackAndDeliver(world, browser, config)
    const log = await readLog(browser, world.origin, experiment)
    const { asked, finished } = log
    expect(asked).toHaveLength(count)
    expect(finished.length).toBeGreaterThanOrEqual(when === 'pair' ? 1 : 0)
    await until(
      async () => (await storedIds(world.collector, experiment)).length >= finished.length,
      async () => {
        const stored = await storedIds(world.collector, experiment)
        const missing = finished.filter(id => !stored.includes(id))
        const left = (await storageKeys(browser, world.origin)).filter(
          key => !/\/(asked|finished)\//.test(key),
        )
        return `${finished.length} pairs stored; missing ${missing.join()}; ${JSON.stringify({ status, left })}`
      },
    )
    await expectEachStored(world, experiment, status, log)
  })

  test('an idle page comes back from the bfcache and continues', async () => {
    const scope = testScope()
    const world = getWorld()
    const experiment = 'exit-and-back'
    const config = world.config(experiment)
    const browser = await launchProfile(scope, { bfcache: true })
    const page = await world.open(browser, config)
    await page.evaluate(list => window.harness!.run(list, { parallel: 3 }), inputs('before', 5))
    // The page must be idle: Chromium does not keep a page in the bfcache if another page wants its locks.
    await deliver(page)
    await page.goto(`${world.origin}/blank.html`)
    await page.goBack({ waitUntil: 'commit' })
    await page.waitForFunction(() => window.harness !== undefined)
    expect(await whyNotRestored(page)).toBeNull()
    await page.evaluate(list => window.harness!.run(list, { parallel: 3 }), inputs('after', 5))
    await deliver(page)
    const status = await comeBackAndDeliver(world, browser, config)
    const { asked, finished } = await readLog(browser, world.origin, experiment)
    expect(asked).toHaveLength(10)
    expect(finished).toHaveLength(10)
    expect(await storedIds(world.collector, experiment)).toEqual(finished)
    expect(status).toMatchObject({ sampled: 10, delivered: 10, queued: 0, dropped: {} })
  })

  test('the next page delivers the pairs of a page that was left, without a prediction or a flush', async () => {
    const scope = testScope()
    const world = getWorld()
    const experiment = 'exit-unasked'
    const config = world.config(experiment)
    const browser = await launchProfile(scope, { bfcache: true })
    const page = await openInTab(world, browser, config, 'same origin')
    world.proxy.mode = 'down'
    await makeLeave(page, wayOut(world, 'same origin'), 20, 'pair')
    await until(
      async () => (await readLog(browser, world.origin, experiment)).left.length > 0,
      () => 'the page gets its events',
    )
    world.proxy.mode = 'pass'
    const { finished } = await readLog(browser, world.origin, experiment)
    await world.open(browser, config)
    await until(
      async () => (await storedIds(world.collector, experiment)).length >= finished.length,
      () => `${finished.length} pairs stored by a page that was only opened`,
    )
    expect(await storedIds(world.collector, experiment)).toEqual(finished)
  })
})
