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

/** workbox's queue; a pair goes as a request of its own. */
export function openWorkbox(): Arm {
  // It replays nothing by itself.
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
    /** Copies of a record of its own, without the key that the store puts into each. */
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
