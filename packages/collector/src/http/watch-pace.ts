/** A body that receives fewer bytes per second is slow. */
export const MIN_BYTES_PER_SECOND = 16_000
/** The pace is measured over this time. Milliseconds. */
const WINDOW_MS = 5_000
/** A body is not measured in its first windows, e.g. because the connection is still slow. */
const GRACE_WINDOWS = 1

export interface Pace {
  /** Counts received bytes. */
  add(bytes: number): void
  stop(): void
}

/**
 * Watches how fast a body arrives. Calls `onSlow` once when less than 16 kB/s arrived in 5 s, but not for the first 5 s.
 */
export function watchPace(onSlow: () => void): Pace {
  let received = 0
  let windows = 0
  const timer = setInterval(() => {
    const isSlow = received < (MIN_BYTES_PER_SECOND * WINDOW_MS) / 1_000
    received = 0
    windows += 1
    if (windows <= GRACE_WINDOWS || !isSlow) return
    clearInterval(timer)
    onSlow()
  }, WINDOW_MS)
  return {
    add: bytes => {
      received += bytes
    },
    stop: () => clearInterval(timer),
  }
}
