export interface FairQueue<T> {
  /** Returns `false` if the queue is full, or too full of items of this owner. */
  push(owner: string, item: T): boolean
  /** Takes the next item: the owners take turns. */
  shift(): T | undefined
  readonly size: number
}

/**
 * Creates a queue in which an owner with many items does not delay the others.
 *
 * @param limit How many items wait at most. One owner has at most half of them.
 */
export function createFairQueue<T>(limit: number): FairQueue<T> {
  const itemsOf = new Map<string, T[]>()
  let size = 0
  return {
    get size() {
      return size
    },
    push: (owner, item) => {
      const items = itemsOf.get(owner) ?? []
      if (size >= limit || items.length >= limit / 2) return false
      items.push(item)
      itemsOf.set(owner, items)
      size += 1
      return true
    },
    shift: () => {
      for (const [owner, [first, ...others]] of itemsOf) {
        // The owner's turn comes again after that of the others.
        itemsOf.delete(owner)
        if (others.length > 0) itemsOf.set(owner, others)
        size -= 1
        return first
      }
      return undefined
    },
  }
}
