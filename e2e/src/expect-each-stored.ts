import type { Status } from '@shadow-mode/client'
import { expect } from 'vitest'
import type { LoggedEvents } from './read-log.ts'
import { storedIds } from './stored-ids.ts'
import { total } from './total.ts'
import type { World } from './world.ts'

/** Expects that each finished pair is stored once, and that the client's counters agree with the pages' own log. */
export async function expectEachStored(
  world: World,
  experiment: string,
  status: Status,
  { asked, finished }: LoggedEvents,
): Promise<void> {
  expect(await storedIds(world.collector, experiment)).toEqual(finished)
  expect(status).toMatchObject({
    sampled: asked.length,
    delivered: finished.length,
    queued: 0,
    unconfirmed: 0,
  })
  expect(total(status.dropped)).toBe(asked.length - finished.length)
}
