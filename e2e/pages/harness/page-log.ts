declare global {
  interface Window {
    /**
     * Tests that kill the browser set this function, because the page's log may die with it. `at` is in milliseconds
     * since the epoch by the page's clock.
     */
    reportFinished?: (id: string, at: number) => unknown
  }
}

/**
 * The page's own log of events. It does not depend on the SDK's counters. It writes each event synchronously to its own
 * localStorage key, so that it survives every exit of the page. A killed browser loses some of it.
 */
export interface PageLog {
  asked(id: string): void
  finished(pairId: string): void
  /** The call through the SDK and the bare call settled alike. */
  agreed(id: string): void
  /** They settled differently. `what` says how and when. */
  differed(what: string): void
  /** The client reported a failure. It helps to explain a failed test. */
  problem(message: string): void
  /** The page is being left, and all listeners of that event have run. */
  left(): void
}

export const logPrefix = (experiment: string): string => `test-log/${experiment}/`

export function createPageLog(experiment: string): PageLog {
  const write = (kind: string, id: string): void => {
    // The value identifies the load of the page.
    localStorage.setItem(`${logPrefix(experiment)}${kind}/${id}`, `${performance.timeOrigin}`)
  }
  // The client does not observe predictions that start after the page was left.
  let isLeft = false
  addEventListener('pageshow', () => (isLeft = false))
  return {
    asked: id => isLeft || write('asked', id),
    agreed: id => write('agreed', id),
    differed: what => write('differed', what),
    problem: message => write('problem', message),
    left() {
      isLeft = true
      write('left', `${performance.timeOrigin}`)
    },
    finished: id => {
      write('finished', id)
      // A test may have changed Date.
      window.reportFinished?.(id, performance.timeOrigin + performance.now())
    },
  }
}
