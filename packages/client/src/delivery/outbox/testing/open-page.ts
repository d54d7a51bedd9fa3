import { type Plan, PlanSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import type { ShadowEvent } from '../../../core/status/status.ts'
import { createOutbox } from '../create-outbox.ts'
import type { Outbox } from '../outbox.ts'
import { createFakeCollector, type FakeCollector } from './create-fake-collector.ts'
import { createTestClock, type TestClock } from './create-test-clock.ts'
import { createTestPlatform, type TestDevice, type TestPlatform } from './create-test-platform.ts'

interface PageOptions {
  clock?: TestClock
  device?: TestDevice
  collector?: FakeCollector
  plan?: Partial<Plan>
  storage?: 'durable' | 'memory'
  experiment?: string
  acceptsOnExit?: (body: string) => boolean
}

/** A page with an outbox on it. */
export interface Page {
  outbox: Outbox
  platform: TestPlatform
  clock: TestClock
  collector: FakeCollector
  events: ShadowEvent[]
}

export function openPage(options: PageOptions = {}): Page {
  const { clock = createTestClock(), device = {}, collector = createFakeCollector(), acceptsOnExit } = options
  const platform = createTestPlatform({
    clock,
    device,
    fetch: collector.fetch,
    ...(acceptsOnExit && { acceptsOnExit }),
  })
  const events: ShadowEvent[] = []
  const plan = v.parse(PlanSchema, { serve: 'live', shadowRate: 1, ...options.plan })
  const outbox = createOutbox({
    platform,
    collector: { url: 'https://collect.example', key: 'ingest-key' },
    experiment: options.experiment ?? 'credit-risk',
    storage: options.storage ?? 'durable',
    limits: () => plan,
    maySend: () => true,
    emit: event => void events.push(event),
  })
  return { outbox, platform, clock, collector, events }
}
