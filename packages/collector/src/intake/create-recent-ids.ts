export interface RecentIds {
  /** Remembers the id. Returns whether it was already remembered. */
  remember(id: string): boolean
}

/**
 * Remembers the most recent ids, to count the `duplicates` of a response. The count is best effort, because ids are
 * forgotten at the limit and when the process ends. The engine removes duplicates exactly.
 *
 * @param limit How many ids to remember. The oldest are forgotten first. 100,000 by default.
 */
export function createRecentIds(limit = 100_000): RecentIds {
  const ids = new Set<string>()
  return {
    remember: id => {
      const isKnown = ids.delete(id)
      ids.add(id)
      if (ids.size > limit) {
        for (const oldest of ids) {
          ids.delete(oldest)
          break
        }
      }
      return isKnown
    },
  }
}
