declare global {
  interface Window {
    /** Set by tests that kill the browser: their log lives outside of it. `at`: ms since the epoch, by the page. */
    reportFinished?: (id: string, at: number) => unknown
  }
}

/**
 * The page's own account of what happened, apart from anything the SDK counts. It is written synchronously, one
 * localStorage key an event, so that it survives every exit of the page; a killed browser loses some of it.
 */
export interface PageLog {
  asked(id: string): void
  finished(pairId: string): void
  /** An input that was asked through the SDK and of the bare model: they settled alike. */
  agreed(id: string): void
  /** They did not; `what` says how, and when. */
  differed(what: string): void
  /** Something outside failed and was contained: tells, when a test fails, what the page went through. */
  problem(message: string): void
  /** The page is being left and has done all that it does then. */
  left(): void
}

export const logPrefix = (experiment: string): string => `test-log/${experiment}/`

export function createPageLog(experiment: string): PageLog {
  const write = (kind: string, id: string): void => {
    // Which load of the page it was.
    localStorage.setItem(`${logPrefix(experiment)}${kind}/${id}`, `${performance.timeOrigin}`)
  }
  // What a page asks after it was left is not observed: nobody would live to count it.
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
      // Not Date, which a test may have set.
      window.reportFinished?.(id, performance.timeOrigin + performance.now())
    },
  }
}
