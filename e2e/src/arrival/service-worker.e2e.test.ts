import { launchProfile } from '@shadow-mode/test-support/sessions/launch-profile.ts'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { deliver } from '../deliver.ts'
import { expectEachStored } from '../expect-each-stored.ts'
import { readLog } from '../read-log.ts'
import { sharedWorld } from '../shared-world.ts'
import { storedIds } from '../stored-ids.ts'
import { testScope } from '../test-scope.ts'
import { flushOnce, predictAll } from './predict-all.ts'
import { registerWorker } from './register-worker.ts'

const getWorld = sharedWorld()

const letPass = (page: Page): Promise<void> =>
  page.evaluate(() => navigator.serviceWorker.controller?.postMessage('pass'))

test.for([
  ['an HTML page', 'html', 0],
  ['nothing', 'empty', 0],
  ['a network error', 'error', 0],
  // The collector has stored the pairs, but the page may not know.
  ['an opaque response', 'opaque', 1],
  // The acknowledgement of the first batch, for each batch of this size.
  ['an older acknowledgement', 'cached', 1],
] as const)('a service worker that answers with %s deletes nothing', async ([, mode, arrived]) => {
  const scope = testScope()
  const world = getWorld()
  const experiment = `worker-${mode}`
  const browser = await launchProfile(scope, { bfcache: false })
  const page = await world.open(browser, world.config(experiment))
  await registerWorker(page, mode)
  await predictAll(page, 1, 'first')
  await flushOnce(page)
  await predictAll(page, 1, 'second')
  const before = await flushOnce(page)
  expect(before).toMatchObject(
    mode === 'cached' ? { queued: 1, delivered: 1 } : { queued: 2, delivered: 0, dropped: {} },
  )
  expect((await storedIds(world.collector, experiment)).length).toBeGreaterThanOrEqual(arrived)

  await letPass(page)
  const status = await deliver(page)
  const log = await readLog(browser, world.origin, experiment)
  expect(log.finished).toHaveLength(2)
  await expectEachStored(world, experiment, status, log)
})
