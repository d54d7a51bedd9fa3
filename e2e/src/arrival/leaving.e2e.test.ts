import { launchProfile } from '@shadow-mode/test-support/sessions/launch-profile.ts'
import type { BrowserContext, Page } from 'playwright'
import { expect, onTestFinished, test } from 'vitest'
import { deliver } from '../deliver.ts'
import { expectEachStored } from '../expect-each-stored.ts'
import { readLog } from '../read-log.ts'
import { sharedWorld } from '../shared-world.ts'
import { testScope } from '../test-scope.ts'
import { flushOnce, predictAll } from './predict-all.ts'
import { registerWorker } from './register-worker.ts'

const getWorld = sharedWorld()

type Block = (browser: BrowserContext, page: Page) => Promise<unknown>

const blocks: [string, Block][] = [
  ['a content blocker', browser => browser.route('**/v1/pairs*', route => route.abort('blockedbyclient'))],
  ['a service worker that answers with HTML', (_browser, page) => registerWorker(page, 'html')],
  ['a service worker that answers with nothing', (_browser, page) => registerWorker(page, 'empty')],
  [
    'a captive portal',
    async () => {
      getWorld().proxy.mode = 'portal'
    },
  ],
]

test.for(blocks)('a page that is left behind %s loses nothing', async ([name, block]) => {
  const scope = testScope()
  const world = getWorld()
  onTestFinished(() => {
    world.proxy.mode = 'pass'
  })
  const experiment = `leaving-${name.replace(/\W+/g, '-')}`
  const browser = await launchProfile(scope, { bfcache: false })
  const page = await world.open(browser, world.config(experiment))
  await block(browser, page)
  await predictAll(page, 4)
  await page.goto(`${world.origin}/blank.html`)
  const { finished } = await readLog(browser, world.origin, experiment)
  expect(finished).toHaveLength(4)

  await browser.unrouteAll()
  world.proxy.mode = 'pass'
  const next = await world.open(browser, world.config(experiment))
  await next.evaluate(async () => {
    for (const worker of await navigator.serviceWorker.getRegistrations()) worker.active?.postMessage('pass')
  })
  await flushOnce(next)
  const status = await deliver(next)
  await expectEachStored(world, experiment, status, await readLog(browser, world.origin, experiment))
})
