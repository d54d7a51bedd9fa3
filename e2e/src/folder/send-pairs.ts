import { randomBytes } from 'node:crypto'
import type { Pair } from '@shadow-mode/protocol'
import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { makeBatch } from '../make-batch.ts'
import { KEY } from './start-collect.ts'

/** A pair of its own id; `bytes` of its input do not compress. */
export const freshPair = (bytes = 0, atMs = Date.now()): Pair =>
  newPair({
    at: atMs,
    input: { noise: randomBytes(Math.ceil((bytes * 3) / 4)).toString('base64') },
  })

export interface Answer {
  status: number
  retryAfter: string | null
  body: string
}

/** Posts the pairs. What is acknowledged goes into `acknowledged`. */
export async function sendPairs(url: string, pairs: Pair[], acknowledged: Set<string>): Promise<Answer> {
  const response = await fetch(`${url}/v1/pairs?key=${KEY}`, {
    method: 'POST',
    body: JSON.stringify(makeBatch(pairs)),
  })
  const body = await response.text()
  if (response.status === 202) for (const { id } of pairs) acknowledged.add(id)
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body }
}

/** Posts batches of 20 pairs one after the other until the collector has gone. */
export async function sendUntilGone(url: string, acknowledged: Set<string>): Promise<void> {
  for (;;) {
    try {
      const pairs = Array.from({ length: 20 }, () => freshPair(500))
      const answer = await sendPairs(url, pairs, acknowledged)
      if (answer.status !== 202 && answer.status !== 503) throw new Error(JSON.stringify(answer))
    } catch (error) {
      if (error instanceof TypeError) return
      throw error
    }
  }
}
