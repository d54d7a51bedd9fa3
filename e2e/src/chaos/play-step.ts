import { setTimeout as sleep } from 'node:timers/promises'
import type { PlanInput } from '@shadow-mode/client'
import type { BrowserContext } from 'playwright'
import type { World } from '../world.ts'
import type { Tabs } from './open-tabs.ts'
import type { Fault, Step } from './schedule.ts'

/** A time during which the network was switched on or off, in milliseconds since the epoch. Calls may differ then. */
export type Switching = { from: number; to: number }

export interface Stage {
  world: World
  browser: BrowserContext
  tabs: Tabs
  experiments: readonly string[]
  plan: PlanInput
  /** Limits the storage of the pages' origin to this many bytes. Removes the limit without a number. */
  setQuota(bytes?: number): Promise<void>
  switchings: Switching[]
}

/** Running calls may still see the old state, and every process of the browser must learn of the new one. */
const SETTLE_MS = 500

const sleepUntil = (at: number): Promise<void> => sleep(Math.max(0, at - Date.now()))

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

/** Plays one step of the schedule: opens the missing tabs, begins the fault, leaves tabs, ends the fault. */
export async function playStep(stage: Stage, { fault, forMs, exits }: Step): Promise<void> {
  const { tabs } = stage
  await tabs.fill()
  const startedAt = Date.now()
  await begin(stage, fault)
  try {
    for (const { afterMs, tab, way } of exits) {
      await sleepUntil(startedAt + afterMs)
      // A page cannot load without a network. The next step opens the tab again.
      await tabs.leave(tab, fault.kind === 'offline' ? 'close' : way)
    }
    await sleepUntil(startedAt + forMs)
  } finally {
    await end(stage, fault)
  }
}
