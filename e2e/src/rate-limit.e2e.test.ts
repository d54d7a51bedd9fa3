import { startCollector } from '@shadow-mode/test-support/servers/collector-process.ts'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import { launchProfile } from '@shadow-mode/test-support/sessions/launch-profile.ts'
import { expect, test } from 'vitest'
import { inputs } from './inputs.ts'
import { sharedWorld } from './shared-world.ts'
import { storedIds } from './stored-ids.ts'
import { testScope } from './test-scope.ts'

const getWorld = sharedWorld()

test('a page that is over the rate of a client waits as it is told, and loses nothing', async () => {
  const scope = testScope()
  const world = getWorld()
  // The first batch of 50 takes a minute's worth and more. The next one has to wait for 20 s.
  const options = ['--max-rate-per-client', '40']
  const collector = await startCollector(scope, { allowOrigin: world.origin, options })
  const config = world.config('rate', { collector: { url: collector.url, key: collector.key } })
  const page = await world.open(await launchProfile(scope, { bfcache: true }), config)
  const status = () => page.evaluate(() => window.harness!.status())
  await collector.kill()
  await page.evaluate(all => window.harness!.run(all, { parallel: 4 }), inputs('rate', 80))
  await until(
    async () => (await status()).queued === 80,
    async () => `80 pairs queued, status ${JSON.stringify(await status())}`,
  )
  await collector.start()
  await page.evaluate(() => window.harness!.flush())
  await until(
    async () => (await status()).delivered === 80,
    async () => `80 pairs delivered, status ${JSON.stringify(await status())}`,
  )
  expect(await status()).toMatchObject({ sampled: 80, delivered: 80, queued: 0, dropped: {} })
  expect(await storedIds(collector, 'rate')).toHaveLength(80)
  const metrics = await (await fetch(`${collector.url}/metrics`)).text()
  expect(metrics).toMatch(/^shadow_mode_rate_refused_batches_total\{by="client"\} [1-9]$/m)
})
