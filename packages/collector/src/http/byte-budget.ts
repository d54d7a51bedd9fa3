export interface ByteBudget {
  /** Reserves `bytes`. Returns false if not enough are left. */
  take(bytes: number): boolean
  give(bytes: number): void
}

/** Limits the memory that all requests hold together. */
export function byteBudget(limit: number): ByteBudget {
  let left = limit
  return {
    take: bytes => {
      if (bytes > left) return false
      left -= bytes
      return true
    },
    give: bytes => {
      left += bytes
    },
  }
}
