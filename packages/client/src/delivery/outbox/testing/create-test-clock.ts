/** A clock that stands still until it is moved. */
export interface TestClock {
  now: () => number
  setTimer: (run: () => void, delayMs: number) => () => void
  /** Moves the clock and runs the timers that fall due, in their order. */
  advance: (byMs: number) => void
  /** Moves it to the next timer, which it runs; false, and nothing, when none falls due until `untilMs`. */
  step: (untilMs: number) => boolean
}

export function createTestClock(startMs: number = Date.UTC(2026, 10, 2)): TestClock {
  let time = startMs
  let timers: { at: number; run: () => void }[] = []
  const step = (untilMs: number): boolean => {
    const [due] = timers.filter(({ at }) => at <= untilMs).sort((a, b) => a.at - b.at)
    if (!due) return false
    timers = timers.filter(other => other !== due)
    time = Math.max(time, due.at)
    due.run()
    return true
  }
  return {
    now: () => time,
    setTimer(run, delayMs) {
      const timer = { at: time + delayMs, run }
      timers.push(timer)
      return () => {
        timers = timers.filter(other => other !== timer)
      }
    },
    step,
    advance(byMs) {
      const end = time + byMs
      while (step(end));
      time = end
    },
  }
}
