import { finishedPairs } from '../../finished-pair.ts'
import { type Place, writeRecords } from '../raw-records.ts'
import { entryKey, LEDGER } from './client-source.ts'

/** Adds `pairs` pairs in entries of `perEntry`, like an outbox. The next transaction writes a new ledger. */
export async function fillQueue(place: Place, pairs: number, perEntry: number): Promise<void> {
  const writer = crypto.randomUUID()
  const at = Date.now()
  await writeRecords(place, Math.ceil(pairs / perEntry), (records, n) => {
    const first = n * perEntry
    const entry = {
      writer,
      seq: n + 1,
      experiment: 'bench',
      at,
      pairs: finishedPairs(first, Math.min(perEntry, pairs - first)).map(pair => ({
        id: pair.id,
        json: JSON.stringify(pair),
      })),
      unconfirmed: 0,
      dropped: {},
    }
    records.put(entry, entryKey(entry))
  })
  await writeRecords(place, 1, records => void records.delete(LEDGER))
}
