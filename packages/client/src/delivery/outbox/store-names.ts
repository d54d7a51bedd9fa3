import type { Collector } from '../flush/collector.ts'

/** The names that pages with the same collector, key and channel share. */
export interface StoreNames {
  database: string
  /** The Web Lock of the page that flushes. */
  lock: string
  /** The key prefix of all spills. The experiment, writer and `seq` follow. */
  spills: string
}

/**
 * Returns the names of the database, lock and spills. `v1` is the storage format, so that SDKs with different formats can
 * share a page. The names contain the full URL and key, so two collectors never share a queue. Neither is a secret.
 */
export function storeNames(url: string, key: string, channel?: Collector['channel']): StoreNames {
  const store = `${channel ? `${channel}/` : ''}${url}?${key}`
  return {
    database: `shadow-mode/v1/${store}`,
    lock: `shadow-mode/v1/flush/${store}`,
    // Encoded, because no prefix may be the start of another one. Without it, key `a` would match the spills of `a/b`.
    spills: `shadow-mode/v1/spill/${encodeURIComponent(store)}/`,
  }
}
