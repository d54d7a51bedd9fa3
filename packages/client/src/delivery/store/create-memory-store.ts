import type { Records, Store } from '../../core/platform/store.ts'

const copy = (value: unknown): unknown => value && JSON.parse(JSON.stringify(value))

/**
 * A store that ends with the page. Transactions must come one after the other, and leave what they did when they fail.
 * It keeps the records themselves, not their text, for a long queue is looked through at each write: only what `get` gives
 * may be changed.
 */
export function createMemoryStore(): Store {
  const content = new Map<string, unknown>()
  const keys = (prefix: string, after = prefix) =>
    [...content.keys()].filter(key => key.startsWith(prefix) && key > after).sort()
  const records: Records = {
    get: async key => copy(content.get(key)),
    put: (key, value) => void content.set(key, copy(value)),
    delete: key => void content.delete(key),
    first: async (prefix, count, after) =>
      keys(prefix, after)
        .slice(0, count)
        .map(key => [key, content.get(key)]),
  }
  return {
    durable: () => false,
    volatile: prefix => keys(prefix).map(key => content.get(key)),
    transact: work => work(records),
    close: () => undefined,
  }
}
