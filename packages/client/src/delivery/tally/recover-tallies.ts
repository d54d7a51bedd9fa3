import { lossesIn } from '../../core/books/account.ts'
import { isDropped } from '../../core/books/is-dropped.ts'
import type { StoredPair } from '../../core/books/journal-entry.ts'
import { isString } from '../../core/guard/is-string.ts'
import { recordOf } from '../../core/guard/record-of.ts'
import { shape } from '../../core/guard/shape.ts'
import type { SyncStore } from '../../core/platform/platform.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { tallyPrefix } from './create-tally.ts'

/** A higher count is ignored as corrupt, because counting that high would block this page. */
const MAX_COUNT = 10_000

const areRecords = recordOf(shape<StoredPair>({ id: isString, json: isString }))

/** Moves the tallies that earlier pages have saved into the outbox. Throws if the store fails or a tally is not JSON. */
export function recoverTallies(store: SyncStore, name: string, outbox: Outbox): void {
  for (const key of store.keys()) {
    if (!key.startsWith(tallyPrefix(name))) continue
    const text = store.get(key)
    store.remove(key)
    const { held, ...dropped } = Object(JSON.parse(text ?? '{}'))
    for (const [reason, count] of isDropped(dropped) ? lossesIn({ dropped }) : []) {
      for (let left = count > MAX_COUNT ? 0 : count; left > 0; left--) {
        outbox.sampled()
        outbox.drop(reason)
      }
    }
    for (const record of areRecords(held) ? Object.values(held) : []) {
      outbox.sampled()
      outbox.put(record)
    }
  }
}
