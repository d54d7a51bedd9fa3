// oxlint-disable no-restricted-imports -- The bench measures one part of the collector, so it imports its source.
import { createRecentIds } from '../../../../packages/collector/src/intake/create-recent-ids.ts'

const LIMIT = 100_000

/** Returns whether the id was known. */
export type Remember = (id: string) => boolean

/** The obvious way: a Set that forgets its first id. It searches for that id among the places of deleted ones. */
function createOneSet(): Remember {
  const ids = new Set<string>()
  return id => {
    const isKnown = ids.delete(id)
    ids.add(id)
    if (ids.size > LIMIT) {
      for (const oldest of ids) {
        ids.delete(oldest)
        break
      }
    }
    return isKnown
  }
}

export const arms: Record<string, () => Remember> = {
  'two generations': () => createRecentIds(LIMIT).remember,
  'one Set': createOneSet,
}
