import './worker-scope.ts'
import type { Pair } from '@shadow-mode/protocol'
import { Queue } from 'workbox-background-sync'
import { finishedPair } from '../finished-pair.ts'
import { type Arm, idIn, TAKEN } from './arm.ts'
import { nextTask } from './next-task.ts'
import { newestRecord, writeRecords } from './raw-records.ts'

const PLACE = { database: 'workbox-background-sync', records: 'requests' }

const requestOf = (pair: Pair): Request =>
  new Request('/v1/pairs?key=bench', {
    method: 'POST',
    headers: { 'content-type': 'text/plain;charset=UTF-8' },
    body: JSON.stringify(pair),
  })

/** workbox's queue. Each pair is a request. */
export function openWorkbox(): Arm {
  // It must not send anything by itself.
  const queue = new Queue('bench', { forceSyncFallback: true, onSync() {} })
  const push = (pair: Pair) => queue.pushRequest({ request: requestOf(pair) })
  return {
    async buffer(pairs) {
      for (const pair of pairs) {
        await nextTask()
        await push(pair)
      }
    },
    async take() {
      const taken = []
      for (let n = 0; n < TAKEN; n++) taken.push(await queue.shiftRequest())
      return taken.map(entry => ({ id: async () => idIn((await entry?.request.text()) ?? '') }))
    },
    /** Copies a record that workbox wrote, without its key, which the store adds to each record. */
    async fill(pairs) {
      await push(finishedPair(0))
      const { value } = await newestRecord(PLACE)
      const { id: _, ...record } = Object(value)
      const missing = pairs - (await queue.size())
      await writeRecords(PLACE, missing, records => void records.add(record))
    },
    waiting: () => queue.size(),
  }
}
