import { type Arm, TAKEN } from '../arm.ts'
import { nextTask } from '../next-task.ts'
import { createOutbox } from './client-source.ts'
import { fillQueue } from './fill-queue.ts'
import { openQueue } from './open-queue.ts'
import { addPair, oursSettings } from './ours-settings.ts'

export interface Ours extends Arm {
  /** Sends all stored pairs, like the client. */
  send(): Promise<void>
}

/**
 * Our outbox and its queue. Each write has `pairsAWrite` pairs: the outbox writes at once when it has 25, and fewer
 * after half a second.
 */
export async function openOurs(pairsAWrite: number): Promise<Ours> {
  const settings = oursSettings(`bench-${pairsAWrite}`)
  let maySend = false
  const outbox = createOutbox({ ...settings, maySend: () => maySend })
  const queue = await openQueue(settings)
  const waiting = async () => {
    // Reads the pairs that others wrote.
    await queue.enforceLimits()
    return queue.account().queued
  }
  return {
    async buffer(pairs) {
      for (let n = 0; n < pairs.length; n += pairsAWrite) {
        for (const pair of pairs.slice(n, n + pairsAWrite)) {
          await nextTask()
          addPair(outbox, pair)
        }
        // Nothing may be sent until all pairs are written.
        await outbox.flush('manual')
      }
    },
    async take() {
      const pairs = await queue.take(TAKEN)
      if (pairs === 'leased') throw new Error('another page is sending')
      await queue.settle(pairs, () => 'delivered', { client: queue.ledger().client, losses: {} })
      return pairs.map(({ id }) => ({ id: async () => id }))
    },
    async fill(pairs) {
      await fillQueue(settings.place, pairs - (await waiting()), pairsAWrite)
    },
    waiting,
    async send() {
      maySend = true
      await outbox.flush('manual')
      maySend = false
    },
  }
}
