import type { Records, Store } from '../platform/store.ts'

/**
 * A store that ends with the page, of JSON texts. Transactions must come one after the other, and leave what they did when
 * they fail.
 */
export function createMemoryStore(): Store {
  const content = new Map<string, string>()
  const keys = (prefix: string, after = prefix) =>
    [...content.keys()].filter(key => key.startsWith(prefix) && key > after).sort()
  const get = (key: string): unknown => {
    const text = content.get(key)
    return text && JSON.parse(text)
  }
  const records: Records = {
    get: async key => get(key),
    put: (key, value) => void content.set(key, JSON.stringify(value)),
    delete: key => void content.delete(key),
    first: async (prefix, count, after) =>
      keys(prefix, after)
        .slice(0, count)
        .map(key => [key, get(key)]),
  }
  return {
    durable: () => false,
    volatile: prefix => keys(prefix).map(get),
    transact: work => work(records),
    close: () => undefined,
  }
}
