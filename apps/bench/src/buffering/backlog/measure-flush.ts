import { TAKEN } from '../arms/arm.ts'
import type { Ours } from '../arms/ours/open-ours.ts'
import type { CpuClock } from '../cpu/open-cpu-clock.ts'
import { finishedPairs } from '../finished-pair.ts'
import type { MeasuredFlush } from './measured.ts'

const batch = (): string =>
  JSON.stringify({
    batchId: crypto.randomUUID(),
    sentAt: new Date().toISOString(),
    pairs: finishedPairs(0, TAKEN),
  })

/** Sends a batch like the client, as text, which needs no preflight. */
const send = async (body: string): Promise<void> => {
  const headers = { 'content-type': 'text/plain;charset=UTF-8' }
  const response = await fetch('/v1/pairs?key=bench', { method: 'POST', headers, body, credentials: 'omit' })
  await response.text()
}

/** Measures a flush of all stored pairs, then flushes of one batch and the same requests by hand. */
export async function measureFlush(ours: Ours, rounds: number, spent: CpuClock): Promise<MeasuredFlush> {
  const batches = Math.ceil((await ours.waiting()) / TAKEN)
  const measured: MeasuredFlush = {
    nothing: [],
    request: [],
    one: [],
    drain: await spent(() => ours.send()),
    batches,
  }
  for (let round = 0; round < rounds; round++) {
    const body = batch()
    measured.nothing.push(await spent(async () => {}))
    measured.request.push(await spent(() => send(body)))
    await ours.buffer(finishedPairs(0, TAKEN))
    measured.one.push(await spent(() => ours.send()))
  }
  if ((await ours.waiting()) > 0) throw new Error('the flush did not send all pairs')
  return measured
}
