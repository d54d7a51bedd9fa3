/** Tracks the first and last instant. Ignores text that is not a date. */
export interface WindowEnds {
  /** ISO 8601. */
  add(instant: string): void
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
