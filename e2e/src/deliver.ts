import type { Status } from '@shadow-mode/client'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import type { BrowserContext, Page } from 'playwright'
import type { HarnessConfig } from '../pages/harness/config.ts'
import type { World } from './world.ts'

const status = (page: Page): Promise<Status> => page.evaluate(() => window.harness!.status())

const isEmpty = ({ queued, running }: Status): boolean => queued === 0 && running === 0

/** Flushes `page` until its queue is empty and nothing runs. Resolves to its status. */
export async function deliver(page: Page, withinMs?: number): Promise<Status> {
  await until(
    async () => {
      await page.evaluate(() => window.harness!.flush())
      return isEmpty(await status(page))
    },
    async () => `everything is delivered, status ${JSON.stringify(await status(page))}`,
    withinMs,
    200,
  )
  return status(page)
}

/** Opens a new page of the app, like a user who comes back. The page delivers what earlier pages left behind. */
export async function comeBackAndDeliver(
  world: World,
  browser: BrowserContext,
  config: HarnessConfig,
): Promise<Status> {
  return deliver(await world.open(browser, config))
}
