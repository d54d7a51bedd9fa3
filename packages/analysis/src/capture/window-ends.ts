/** Tracks the earliest and the latest instant. */
export interface WindowEnds {
  /** Adds an ISO 8601 instant. Ignores text that is not a date. */
  add(instant: string): void
  /** The texts as they were added. `null` without an instant. */
  ends(): { first: string | null; last: string | null }
}

export function createWindowEnds(): WindowEnds {
  let first: { time: number; text: string } | undefined
  let last: { time: number; text: string } | undefined
  return {
    add(text) {
      const time = Date.parse(text)
      if (Number.isNaN(time)) return
      if (first === undefined || time < first.time) first = { time, text }
      if (last === undefined || time > last.time) last = { time, text }
    },
    ends: () => ({ first: first?.text ?? null, last: last?.text ?? null }),
  }
}
