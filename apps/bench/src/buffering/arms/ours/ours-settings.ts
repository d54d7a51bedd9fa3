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

/** What goes wrong must not be measured as cheap: the page hears of it, and gives up. */
const tell = (event: ShadowEvent): void => {
  if (event.type === 'problem' || event.type === 'flush-failed') reportError(event.error)
  if (event.type === 'dropped') reportError(new Error(`dropped: ${event.reason}`))
}

/** What outbox and queue of one database are made with; `key` is the collector's, and names it. */
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

/** A prediction was drawn and has ended. */
export const addPair = (outbox: ReturnType<typeof createOutbox>, pair: Pair): void => {
  outbox.sampled()
  outbox.add(pair)
}
