import { makeBrowserOfflineTransport } from '@sentry/browser'
import {
  type BaseTransportOptions,
  createTransport,
  type EventEnvelope,
  type OfflineStore,
  type OfflineTransportOptions,
} from '@sentry/core'
import type { Pair } from '@shadow-mode/protocol'
import { finishedPair } from '../finished-pair.ts'
import { type Arm, idIn, TAKEN } from './arm.ts'
import { nextTask } from './next-task.ts'
import { countRecords, newestRecord, writeRecords } from './raw-records.ts'

const PLACE = { database: 'sentry-offline', records: 'queue' }

/** Opens the store that Sentry's offline transport gets. */
function openStore(): OfflineStore {
  // By default it keeps only 30 events.
  const options = { url: '/sentry', recordDroppedEvent() {}, maxQueueSize: 1_000_000 }
  let store: OfflineStore | undefined
  makeBrowserOfflineTransport((given: BaseTransportOptions & OfflineTransportOptions) => {
    store = given.createStore?.(given)
    return createTransport(given, async () => ({}))
  })(options)
  if (!store) throw new Error('the offline transport got no store')
  return store
}

const envelopeOf = (pair: Pair): EventEnvelope => [
  { event_id: pair.id, sent_at: pair.capturedAt },
  [[{ type: 'event' }, { extra: { pair } }]],
]

/** Sentry's offline store. Each pair is an event. */
export function openSentry(): Arm {
  const store = openStore()
  return {
    async buffer(pairs) {
      for (const pair of pairs) {
        await nextTask()
        await store.push(envelopeOf(pair))
      }
    },
    async take() {
      const taken = []
      for (let n = 0; n < TAKEN; n++) taken.push(await store.shift())
      return taken.map(envelope => ({ id: async () => idIn(JSON.stringify(envelope)) }))
    },
    /** Copies a record that Sentry wrote. Sentry's own writes get slower with the backlog and would take minutes. */
    async fill(pairs) {
      await store.push(envelopeOf(finishedPair(0)))
      const { key, value } = await newestRecord(PLACE)
      const missing = pairs - (await countRecords(PLACE))
      await writeRecords(PLACE, missing, (records, n) => void records.put(value, key + 1 + n))
    },
    waiting: () => countRecords(PLACE),
  }
}
