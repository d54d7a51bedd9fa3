export interface RecentIds {
  /** Whether the id was noted before, and is not yet forgotten. */
  note(id: string): boolean
}

/**
 * The last ids that came in, for the `duplicates` of an answer: best effort, and gone with the process. Queries are
 * exact.
 *
 * @param limit Ids remembered; the oldest are forgotten first. Default 100,000.
 */
export function recentIds(limit = 100_000): RecentIds {
  const ids = new Set<string>()
  return {
    note: id => {
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
