import type { Status } from '@shadow-mode/client'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import type { Page } from 'playwright'
import { inputs } from '../inputs.ts'

const statusOf = (page: Page): Promise<Status> => page.evaluate(() => window.harness!.status())

/** Makes `count` predictions, and waits until their pairs are finished. */
export async function predictAll(page: Page, count: number, prefix = 'arrival'): Promise<void> {
  const rejected = await page.evaluate(
    list => window.harness!.run(list, { parallel: 2 }),
    inputs(prefix, count),
  )
  if (rejected > 0) throw new Error(`${rejected} predictions were rejected`)
  await until(
    async () => (await statusOf(page)).running === 0,
    async () => `all pairs are finished: ${JSON.stringify(await statusOf(page))}`,
  )
}

/** Flushes once, and returns the status. */
export async function flushOnce(page: Page): Promise<Status> {
  await page.evaluate(() => window.harness!.flush())
  return statusOf(page)
}
