import { launchProfile } from '@shadow-mode/test-support/sessions/launch-profile.ts'
import type { BrowserContext } from 'playwright'
import { expect, onTestFinished, test } from 'vitest'
import { deliver } from '../deliver.ts'
import { expectEachStored } from '../expect-each-stored.ts'
import { readLog } from '../read-log.ts'
import { sharedWorld } from '../shared-world.ts'
import { testScope } from '../test-scope.ts'
import { flushOnce, predictAll } from './predict-all.ts'

const getWorld = sharedWorld()

const NO_RESPONSE = 'flush: no response: CORS, CSP, a content blocker, or refused'

/** Sets the policy of the pages until the test ends. */
const setPolicy = (policy: string): void => {
  const world = getWorld()
  world.policy = policy
  onTestFinished(() => {
    world.policy = ''
  })
}

test('Trusted Types and a strict CSP keep nothing back', async () => {
  const scope = testScope()
  const world = getWorld()
  const experiment = 'policy-strict'
  const browser = await launchProfile(scope, { bfcache: false })
  setPolicy(
    `default-src 'none'; script-src 'self'; connect-src 'self' ${world.proxy.origin}; ` +
      `require-trusted-types-for 'script'; trusted-types 'none'`,
  )
  const page = await world.open(browser, world.config(experiment))
  await predictAll(page, 3)
  const status = await deliver(page)
  const log = await readLog(browser, world.origin, experiment)
  expect(log.finished).toHaveLength(3)
  expect(log.problems).toEqual([])
  await expectEachStored(world, experiment, status, log)
})

test.for([
  ['a CSP without the collector', async () => setPolicy("default-src 'self'; connect-src 'self'")],
  [
    'a content blocker',
    (browser: BrowserContext) => browser.route('**/v1/pairs*', route => route.abort('blockedbyclient')),
  ],
  [
    'a refused connection',
    (browser: BrowserContext) => browser.route('**/v1/pairs*', route => route.abort('connectionrefused')),
  ],
  [
    'a content blocker that answers',
    (browser: BrowserContext) =>
      browser.route('**/v1/pairs*', route => route.fulfill({ status: 200, body: '' })),
  ],
] as const)('%s keeps pairs on the device, and is told once', async ([name, block]) => {
  const scope = testScope()
  const world = getWorld()
  const experiment = `policy-${name.replaceAll(' ', '-')}`
  const browser = await launchProfile(scope, { bfcache: false })
  await block(browser)
  const page = await world.open(browser, world.config(experiment))
  await predictAll(page, 3)
  for (let n = 0; n < 2; n++) {
    expect(await flushOnce(page)).toMatchObject({ queued: 3, delivered: 0, dropped: {} })
  }
  const { problems } = await readLog(browser, world.origin, experiment)
  // What answers is no collector, which is another message.
  expect(problems.includes(NO_RESPONSE)).toBe(name !== 'a content blocker that answers')

  await browser.unrouteAll()
  world.policy = ''
  const next = await world.open(browser, world.config(experiment))
  const status = await deliver(next)
  await expectEachStored(world, experiment, status, await readLog(browser, world.origin, experiment))
})

test('a page that is offline says so, and delivers when it is back', async () => {
  const scope = testScope()
  const world = getWorld()
  const experiment = 'policy-offline'
  const browser = await launchProfile(scope, { bfcache: false })
  await browser.route('**/v1/pairs*', route => route.abort('internetdisconnected'))
  const page = await world.open(browser, world.config(experiment))
  await predictAll(page, 3)
  // The code that sends must be there before.
  await flushOnce(page)
  await browser.setOffline(true)
  for (let n = 0; n < 2; n++) expect(await flushOnce(page)).toMatchObject({ queued: 3, dropped: {} })
  await browser.unrouteAll()
  await browser.setOffline(false)
  const status = await deliver(page)
  const log = await readLog(browser, world.origin, experiment)
  expect(log.problems).toContain('flush: no response: offline')
  await expectEachStored(world, experiment, status, log)
})
