import { setTimeout as sleep } from 'node:timers/promises'
import type { PlanInput } from '@shadow-mode/client'
import type { BrowserContext } from 'playwright'
import type { World } from '../world.ts'
import type { Tabs } from './open-tabs.ts'
import type { Fault, Step } from './schedule.ts'

/** From when to when the network was being switched: two calls around such a moment may differ. Ms since the epoch. */
export type Switching = { from: number; to: number }

export interface Stage {
  world: World
  browser: BrowserContext
  tabs: Tabs
  experiments: readonly string[]
  plan: PlanInput
  /** Limits what the pages' origin may store, in bytes; no limit without a number. */
  setQuota(bytes?: number): Promise<void>
  switchings: Switching[]
}

/** Calls that were under way at the switch, and the time that it takes to arrive in every process of the browser. */
const SETTLE_MS = 500

const pauseUntil = (at: number): Promise<void> => sleep(Math.max(0, at - Date.now()))

const switchNetwork = async ({ browser, switchings }: Stage, isOffline: boolean): Promise<void> => {
  const from = Date.now()
  await browser.setOffline(isOffline)
  switchings.push({ from, to: Date.now() + SETTLE_MS })
}

const begin = async (stage: Stage, fault: Fault): Promise<void> => {
  const { world, tabs, experiments } = stage
  switch (fault.kind) {
    case 'collector':
      world.proxy.mode = fault.mode
      return
    case 'offline':
      return switchNetwork(stage, true)
    case 'clock':
      return tabs.setClock(fault.offMs)
    case 'flag-off':
      for (const experiment of experiments) world.flags.disable(experiment)
      return
  }
}

const end = async (stage: Stage, fault: Fault): Promise<void> => {
  const { world, experiments, plan } = stage
  switch (fault.kind) {
    case 'collector':
      world.proxy.mode = 'pass'
      return
    case 'offline':
      return switchNetwork(stage, false)
    case 'flag-off':
      for (const experiment of experiments) world.flags.enable(experiment, plan)
  }
}

/** Plays one step of the schedule: the fault comes, tabs are left, the fault goes. All tabs are open before. */
export async function playStep(stage: Stage, { fault, forMs, exits }: Step): Promise<void> {
  const { tabs } = stage
  await tabs.fill()
  const startedAt = Date.now()
  await begin(stage, fault)
  try {
    for (const { afterMs, tab, way } of exits) {
      await pauseUntil(startedAt + afterMs)
      // Without a network no page loads: what was left comes back after it.
      await tabs.leave(tab, fault.kind === 'offline' ? 'close' : way)
    }
    await pauseUntil(startedAt + forMs)
  } finally {
    await end(stage, fault)
  }
}
