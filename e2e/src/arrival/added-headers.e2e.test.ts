import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startCollector } from '@shadow-mode/test-support/servers/collector-process.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import { launchProfile } from '@shadow-mode/test-support/sessions/launch-profile.ts'
import { describe, expect, test } from 'vitest'
import type { HarnessConfig } from '../../pages/harness/config.ts'
import { deliver } from '../deliver.ts'
import { expectEachStored } from '../expect-each-stored.ts'
import { readLog } from '../read-log.ts'
import { sharedWorld } from '../shared-world.ts'
import { storedIds } from '../stored-ids.ts'
import { testScope } from '../test-scope.ts'
import { type Added, addHeaders } from './add-headers.ts'
import { predictAll } from './predict-all.ts'

const getWorld = sharedWorld()

const TRACING = {
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  tracestate: 'vendor=1',
  baggage: 'sentry-environment=production',
  'sentry-trace': '4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1',
}
const CSRF = { 'x-csrf-token': 'secret', 'x-requested-with': 'XMLHttpRequest' }

const tools: [string, Added][] = [
  ['tracing', { wrapping: 'init', headers: TRACING }],
  ['a CSRF token, with a new Request', { wrapping: 'request', headers: CSRF }],
  ['a token that it waits for', { wrapping: 'async', headers: { authorization: 'Bearer token' } }],
  ['cookies with every request', { wrapping: 'init', headers: {}, credentials: 'include' }],
  ['all of them', { wrapping: 'request', headers: { ...TRACING, ...CSRF }, credentials: 'include' }],
]

describe('a page that adds to every request delivers each pair once', () => {
  test.for(tools)('%s', async ([name, added]) => {
    const scope = testScope()
    const world = getWorld()
    const experiment = `added-${name.replace(/\W+/g, '-')}`
    const browser = await launchProfile(scope, { bfcache: false })
    await browser.addCookies([{ name: 'session', value: '1', url: world.collector.url }])
    await browser.addInitScript(addHeaders, added)
    const page = await world.open(browser, world.config(experiment))
    await predictAll(page, 5)
    const status = await deliver(page)
    const log = await readLog(browser, world.origin, experiment)
    expect(log.finished).toHaveLength(5)
    await expectEachStored(world, experiment, status, log)
    expect(log.problems).toEqual([])
  })

  test.for(tools)('%s, also when it is left', async ([name, added]) => {
    const scope = testScope()
    const world = getWorld()
    const experiment = `left-${name.replace(/\W+/g, '-')}`
    const browser = await launchProfile(scope, { bfcache: false })
    await browser.addInitScript(addHeaders, added)
    const page = await world.open(browser, world.config(experiment))
    await predictAll(page, 5)
    await page.goto(`${world.origin}/blank.html`)
    const log = await readLog(browser, world.origin, experiment)
    expect(log.finished).toHaveLength(5)
    const status = await deliver(await world.open(browser, world.config(experiment)))
    await until(
      async () => (await storedIds(world.collector, experiment)).length >= log.finished.length,
      () => `all ${log.finished.length} finished pairs are stored: ${JSON.stringify(status)}`,
    )
    await expectEachStored(world, experiment, status, log)
  })

  test('the flag file of the collector, with headers and cookies', async () => {
    const scope = testScope()
    const world = getWorld()
    const flagFile = join(await temporaryFolder(scope, 'flags'), 'flags.json')
    const experiment = 'added-to-flags'
    const variants = { on: { serve: 'live', shadowRate: 1 } }
    const flag = { state: 'ENABLED', defaultVariant: 'on', variants }
    await writeFile(flagFile, `\uFEFF${JSON.stringify({ flags: { [experiment]: flag } })}`)
    const collector = await startCollector(scope, { allowOrigin: '*', flagFile })
    const browser = await launchProfile(scope, { bfcache: false })
    await browser.addCookies([{ name: 'session', value: '1', url: collector.url }])
    await browser.addInitScript(addHeaders, {
      wrapping: 'request',
      headers: { ...TRACING, ...CSRF },
      credentials: 'include',
    } satisfies Added)
    const config: HarnessConfig = world.config(experiment, {
      collector: { url: collector.url, key: collector.key },
      flags: { url: `${collector.url}/flags.json` },
      plan: { shadowRate: 0 },
    })
    const page = await world.open(browser, config)
    await until(
      async () => (await page.evaluate(() => window.harness!.status())).plan.shadowRate === 1,
      () => 'the flag is read',
    )
    await predictAll(page, 3)
    await deliver(page)
    expect(await storedIds(collector, experiment)).toHaveLength(3)
  })
})
