import { deepStrictEqual } from 'node:assert/strict'
import type { CollectorProcess } from '@shadow-mode/test-support/servers/collector-process.ts'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import type { Browser } from 'playwright'

/** Of shared/shadow.js and its flag file. */
const EXPERIMENT = 'integration'

/** Opens the app's page, and waits for the one pair of its prediction in the collector. */
export async function expectPair(
  browser: Browser,
  origin: string,
  collector: CollectorProcess,
): Promise<void> {
  const page = await browser.newPage()
  const log: string[] = []
  page.on('console', message => log.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', error => log.push(`uncaught: ${error.stack}`))
  page.on('requestfailed', request => log.push(`${request.url()}: ${request.failure()?.errorText}`))
  page.on('response', response => {
    if (!response.ok()) log.push(`${response.url()}: ${response.status()}`)
  })
  try {
    await page.goto(`${origin}/?${new URLSearchParams({ collector: collector.url, key: collector.key })}`)
    await until(
      async () => (await collector.pairs(EXPERIMENT)).length > 0,
      () => `a stored pair. The page said:\n${log.join('\n')}`,
    )
    const [pair] = await collector.pairs(EXPERIMENT)
    deepStrictEqual(
      {
        input: pair?.input,
        live: pair?.live.status === 'ok' && pair.live.output,
        candidate: pair?.candidate.status === 'ok' && pair.candidate.output,
        provider: pair?.candidate.runtime?.provider,
      },
      { input: { income: 3, debt: 1 }, live: { label: 1 }, candidate: { label: 1 }, provider: 'wasm' },
    )
  } finally {
    await page.close()
  }
}
