import type { Collector } from '../flush/collector.ts'

/** What the pages that share one collector, key and channel have in common. */
export interface StoreNames {
  database: string
  /** Web Lock of the one page that flushes. */
  lock: string
  /** Begins the name of every spill; experiment, `/` and writer follow. */
  spills: string
}

/**
 * `v1` is the format of what is stored, so that SDKs with different formats can share a page. URL and key stand there
 * as they are (both are in the page's source anyway): two collectors never share a queue by accident.
 */
export function storeNames(url: string, key: string, channel?: Collector['channel']): StoreNames {
  const store = `${channel ? `${channel}/` : ''}${url}?${key}`
  return {
    database: `shadow-mode/v1/${store}`,
    lock: `shadow-mode/v1/flush/${store}`,
    // Spills are found by this beginning: no store's may begin another's, as the key `a` begins `a/b`.
    spills: `shadow-mode/v1/spill/${encodeURIComponent(store)}/`,
  }
}
