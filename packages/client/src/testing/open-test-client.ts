import { openBackgroundWith } from '../boot/open-background.ts'
import type { ShadowClient } from '../boot/shadow-client.ts'
import { wireClient } from '../boot/wire-client.ts'
import type { Model } from '../core/model/model.ts'
import type { ShadowEvent } from '../core/status/status.ts'
import type { FlagSource } from '../plan/flag-source.ts'
import type { PlanInput } from '../plan/plan-input.ts'
import type { ClientOptions } from '../prediction/options/client-options.ts'
import { createMemoryOutbox, type MemoryOutbox } from './create-memory-outbox.ts'
import { createTestPlatform, type TestPlatform } from './create-test-platform.ts'

export interface TestClient {
  client: ShadowClient<unknown, unknown>
  platform: TestPlatform
  outbox: MemoryOutbox
  /** The outbox of the outcomes. */
  outcomes: MemoryOutbox
  events: ShadowEvent[]
}

export interface TestClientOptions {
  live?: Partial<Model<unknown, unknown>>
  candidate?: Partial<Model<unknown, unknown>>
  plan?: Partial<PlanInput>
  options?: Omit<Partial<ClientOptions<unknown, unknown>>, 'plan' | 'flags' | 'bootstrap'> & {
    flags?: FlagSource
    bootstrap?: PlanInput
  }
  platform?: TestPlatform
  /** Replaces the dynamic import of the background. */
  beforeBackground?: () => Promise<void>
}

/** Opens a client on a test platform with an outbox in memory. By default, every prediction is shadowed. */
export function openTestClient(given: TestClientOptions = {}): TestClient {
  const { platform = createTestPlatform(), beforeBackground } = given
  const outbox = createMemoryOutbox()
  const outcomes = createMemoryOutbox()
  const plan = { serve: 'live' as const, shadowRate: 1, ...given.plan }
  const options = {
    experiment: 'credit-risk',
    live: { version: '1', predict: async () => 'live', ...given.live },
    candidate: { version: '2', predict: async () => 'candidate', ...given.candidate },
    collector: { url: 'https://collect.example', key: 'k' },
    ...(given.options?.flags ? {} : { plan }),
    ...given.options,
  } as ClientOptions<unknown, unknown>
  const client = wireClient(options, platform, async () => {
    await beforeBackground?.()
    return {
      openBackground: openBackgroundWith(
        () => platform,
        ({ emit, collector }) => Object.assign(collector.channel ? outcomes : outbox, { emit }),
      ),
    }
  })
  const events: ShadowEvent[] = []
  client.subscribe(event => events.push(event))
  return { client, platform, outbox, outcomes, events }
}
