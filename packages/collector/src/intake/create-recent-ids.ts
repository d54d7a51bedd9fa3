export interface RecentIds {
  /** Remembers the id. Returns whether it was already remembered. */
  remember: (id: string) => boolean
}

/**
 * Remembers the most recent ids, to count the `duplicates` of a response. The count is best effort, because ids are
 * forgotten at the limit and when the process ends. The engine removes duplicates exactly.
 *
 * It holds two generations and forgets the older one as a whole: a Set that deletes its oldest id each time becomes slow,
 * because it searches for it among the deleted ones.
 *
 * @param limit At least this many ids are remembered, and at most twice as many. 100,000 by default.
 */
export function createRecentIds(limit = 100_000): RecentIds {
  let young = new Set<string>()
  let old = new Set<string>()
  return {
    remember: id => {
      if (young.has(id)) return true
      if (young.size === limit) {
        old = young
        young = new Set()
      }
      young.add(id)
      return old.has(id)
    },
  }
}
