import type { IngestRecord, IngestResult, LossRecord } from '../engine.ts'
import { idMillis } from '../id-number.ts'
import type { Store } from '../store/store.ts'
import { insertPairs } from './insert-pairs.ts'
import { knownDigests, pairKey } from './known-digests.ts'
import { type ReadablePair, type Refusal, readRecord } from './read-record.ts'
import { conflictRow, lossRow, quarantineRow, setAsideRow } from './rows.ts'

/** Times of ids that are accepted, both inclusive, in milliseconds since the epoch. */
export interface ClipWindow {
  fromMs: number
  toMs: number
}

/**
 * Looks up which ids are there, then inserts only what is new. Every step may be repeated after a crash: a row that
 * is written twice has one key and counts once.
 */
export async function ingestRecords(
  store: Store,
  records: readonly IngestRecord[],
  losses: readonly LossRecord[],
  clip: ClipWindow | null,
): Promise<IngestResult> {
  const refusals: Refusal[] = []
  const readable: ReadablePair[] = []
  for (const record of records) {
    const read = readRecord(record)
    if ('reason' in read) refusals.push(read)
    else readable.push(read)
  }

  const known = await knownDigests(store, readable, clip !== null)
  const fresh: ReadablePair[] = []
  const quarantined: ReadablePair[] = []
  const conflicts: ReadablePair[] = []
  let duplicates = 0
  for (const pair of readable) {
    const key = pairKey(pair.record.experiment, pair.id)
    const digest = known.get(key)
    if (digest === pair.digest) {
      duplicates += 1
    } else if (digest !== undefined) {
      conflicts.push(pair)
    } else {
      known.set(key, pair.digest)
      const millis = idMillis(pair.id)
      const outside = clip !== null && (millis < clip.fromMs || millis > clip.toMs)
      ;(outside ? quarantined : fresh).push(pair)
    }
  }

  await store.insert('quarantine', quarantined.map(quarantineRow))
  await store.insert('conflicts', conflicts.map(conflictRow))
  await store.insert('client_losses', losses.map(lossRow))
  const refusedByEngine = await insertPairs(store, fresh)
  refusals.push(...refusedByEngine)
  await store.insert('set_aside', refusals.map(setAsideRow))

  return {
    stored: fresh.length - refusedByEngine.length,
    duplicates,
    conflicts: conflicts.length,
    quarantined: quarantined.length,
    setAside: refusals.length,
  }
}
