export interface ByteBudget {
  /** Reserves `bytes`. Returns false if not enough are left. */
  reserve(bytes: number): boolean
  /** Returns reserved bytes to the budget. */
  release(bytes: number): void
}

/** Creates a budget of `limit` bytes, which limits the memory that the bodies of all requests hold together. */
export function createByteBudget(limit: number): ByteBudget {
  let left = limit
  return {
    reserve: bytes => {
      if (bytes > left) return false
      left -= bytes
      return true
    },
    release: bytes => {
      left += bytes
    },
  }
}
