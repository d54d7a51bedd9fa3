export interface ByteBudget {
  /** Reserves `bytes`. Returns false if not enough are left. */
  reserve(bytes: number): boolean
  /** Returns reserved bytes to the budget. */
  release(bytes: number): void
}

/** Limits the memory that all requests hold together. */
export function byteBudget(limit: number): ByteBudget {
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
