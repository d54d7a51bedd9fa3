export interface ByteBudget {
  /** Takes `bytes` if that many are left. */
  take(bytes: number): boolean
  give(bytes: number): void
}

/** Bounds what all requests together hold in memory. */
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
