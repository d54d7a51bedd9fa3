import { lossesIn } from '../../core/books/account.ts'
import { isDropped } from '../../core/books/is-dropped.ts'
import type { StoredPair } from '../../core/books/journal-entry.ts'
import { isString } from '../../core/guard/is-string.ts'
import { listOf } from '../../core/guard/list-of.ts'
import { shape } from '../../core/guard/shape.ts'
import type { SyncStore } from '../../core/platform/platform.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { tallyKeys } from './create-tally.ts'

/** No page drops more than this before its outbox is there: a corrupt count must not keep this one busy. */
const MAX_COUNT = 10_000

const areRecords = listOf(shape<StoredPair>({ id: isString, json: isString }))

/** Gives the outbox what pages held and counted that ended before theirs was there. Throws what the store throws. */
export function absorbTallies(store: SyncStore, name: string, outbox: Outbox): void {
  for (const key of store.keys()) {
    if (!key.startsWith(tallyKeys(name))) continue
    const text = store.get(key)
    store.remove(key)
    const { held, ...dropped } = Object(JSON.parse(text ?? '{}'))
    for (const [reason, count] of isDropped(dropped) ? lossesIn({ dropped }) : []) {
      for (let left = count > MAX_COUNT ? 0 : count; left > 0; left--) {
        outbox.sampled()
        outbox.drop(reason)
      }
    }
    for (const record of areRecords(held) ? held : []) {
      outbox.sampled()
      outbox.put(record)
    }
  }
}
