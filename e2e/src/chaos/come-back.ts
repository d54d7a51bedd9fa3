import type { Status } from '@shadow-mode/client'
import type { BrowserContext } from 'playwright'
import { deliver } from '../deliver.ts'
import type { World } from '../world.ts'
import type { Client } from './set-stage.ts'

const DELIVER_MS = 120_000

/**
 * Opens a page of the app again and delivers everything. Its one prediction also delivers the counters of earlier
 * pages.
 */
export async function comeBack(world: World, browser: BrowserContext, client: Client): Promise<Status> {
  const { experiment, collector } = client
  const page = await world.open(browser, world.config(experiment, { collector }))
  await page.evaluate(() => window.harness!.predict({ id: 'last' }))
  const status = await deliver(page, DELIVER_MS)
  await page.close({ runBeforeUnload: true })
  return status
}
