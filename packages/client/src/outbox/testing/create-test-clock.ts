/** A clock that stands still until it is moved. */
export interface TestClock {
  now: () => number
  setTimer: (run: () => void, delayMs: number) => () => void
  /** Moves the clock and runs the timers that fall due, in their order. */
  advance: (byMs: number) => void
}

export function createTestClock(startMs: number = Date.UTC(2026, 10, 2)): TestClock {
  let time = startMs
  let timers: { at: number; run: () => void }[] = []
  return {
    now: () => time,
    setTimer(run, delayMs) {
      const timer = { at: time + delayMs, run }
      timers.push(timer)
      return () => {
        timers = timers.filter(other => other !== timer)
      }
    },
    advance(byMs) {
      const end = time + byMs
      for (;;) {
        const [due] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (!due) break
        timers = timers.filter(other => other !== due)
        time = Math.max(time, due.at)
        due.run()
      }
      time = end
    },
  }
}
