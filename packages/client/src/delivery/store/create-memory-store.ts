import type { Records, Store } from '../../core/platform/store.ts'
import { copy } from '../../core/values/copy.ts'

/**
 * Creates a store that is lost with the page. Transactions must run one at a time, and a failed one is not rolled back.
 *
 * Records are kept as objects, not as JSON text, because each write may scan a long queue. Only `get` returns a copy:
 * callers must not mutate records from `first` or `volatileRecords`.
 */
export function createMemoryStore(): Store {
  const content = new Map<string, unknown>()
  const keys = (prefix: string, after = prefix) =>
    [...content.keys()].filter(key => key.startsWith(prefix) && key > after).sort()
  const records: Records = {
    get: async key => copy(content.get(key), false).value,
    put: (key, value) => void content.set(key, copy(value, false).value),
    delete: key => void content.delete(key),
    first: async (prefix, count, after) =>
      keys(prefix, after)
        .slice(0, count)
        .map(key => [key, content.get(key)]),
  }
  return {
    durable: () => false,
    volatileRecords: prefix => keys(prefix).map(key => content.get(key)),
    transact: work => work(records),
    close: () => undefined,
  }
}
