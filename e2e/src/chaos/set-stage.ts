import type { PlanInput } from '@shadow-mode/client'
import type { BrowserContext } from 'playwright'
import type { ChaosConfig } from '../../pages/chaos/config.ts'
import type { World } from '../world.ts'
import { openTabs } from './open-tabs.ts'
import type { Stage } from './play-step.ts'

/** The limits are so high that no pair is lost because of them. */
const PLAN: PlanInput = {
  serve: 'live',
  shadowRate: 1,
  timeoutMs: 1_000,
  startWithinMs: 60_000,
  maxInFlight: 5,
  maxQueuedPairs: 100_000,
  maxQueuedLength: 200_000_000,
}

export type Client = ChaosConfig['clients'][number]

/** The two clients of each page. They differ in experiment and key. */
export const clientsOf = (world: World, name: string): Client[] =>
  [world.collector.key, world.secondKey].map((key, n) => ({
    experiment: `${name}-${n + 1}`,
    collector: { url: world.proxy.origin, key },
  }))

/** Switches both experiments on and prepares the tabs of `browser`. */
export async function setStage(
  world: World,
  browser: BrowserContext,
  { name, seed }: { name: string; seed: number },
): Promise<Stage> {
  const clients = clientsOf(world, name)
  const experiments = clients.map(({ experiment }) => experiment)
  for (const experiment of experiments) world.flags.enable(experiment, PLAN)
  const control = await browser.newPage()
  await control.goto(`${world.origin}/blank.html`)
  // This page stays open, because the quota override ends with its session.
  const cdp = await browser.newCDPSession(control)
  return {
    world,
    browser,
    tabs: openTabs(world, browser, { name: `${name}-${seed}-`, seed, clients }),
    experiments,
    plan: PLAN,
    async setQuota(quotaSize) {
      await cdp.send('Storage.overrideQuotaForOrigin', {
        origin: world.origin,
        ...(quotaSize === undefined ? {} : { quotaSize }),
      })
    },
    switchings: [],
  }
}
