import type { Pair } from '@shadow-mode/protocol'
import type { Place } from '../raw-records.ts'
import {
  browserPlatform,
  completePlan,
  completePlatform,
  type createOutbox,
  OBJECT_STORE,
  type ShadowEvent,
  storeNames,
} from './client-source.ts'

export interface OursSettings extends Omit<Parameters<typeof createOutbox>[0], 'maySend'> {
  place: Place
}

/** Reports failures as errors of the page, which end the bench. Otherwise failed work would be measured as cheap. */
const tell = (event: ShadowEvent): void => {
  if (event.type === 'problem' || event.type === 'flush-failed') reportError(event.error)
  if (event.type === 'dropped') reportError(new Error(`dropped: ${event.reason}`))
}

/** The parts of the outbox and the queue of one database. The collector's `key` is its name. */
export function oursSettings(key: string): OursSettings {
  const plan = completePlan(
    { serve: 'live', shadowRate: 1, maxQueuedPairs: 1_000_000, maxQueuedLength: 1_000_000_000 },
    'plan',
  )
  const collector = { url: location.origin, key }
  return {
    platform: completePlatform(browserPlatform()),
    collector,
    experiment: 'bench',
    storage: 'durable',
    limits: () => plan,
    emit: tell,
    place: { database: storeNames(collector.url, key).database, records: OBJECT_STORE },
  }
}

/** Adds a pair as if its prediction had just ended. */
export const addPair = (outbox: ReturnType<typeof createOutbox>, pair: Pair): void => {
  outbox.sampled()
  outbox.add(pair)
}
