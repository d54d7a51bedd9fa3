declare global {
  interface Window {
    /** Set by tests that kill the browser: their log lives outside of it. */
    reportFinished?: (id: string) => unknown
  }
}

/**
 * The page's own account of what happened, apart from anything the SDK counts. It is written synchronously, one
 * localStorage key an event, so that it survives every exit of the page; a killed browser loses some of it.
 */
export interface PageLog {
  asked(id: string): void
  finished(pairId: string): void
  /** Something outside failed and was contained: tells, when a test fails, what the page went through. */
  problem(message: string): void
  /** The page is being left and has done all that it does then. */
  left(): void
}

export const logPrefix = (experiment: string): string => `test-log/${experiment}/`

export function createPageLog(experiment: string): PageLog {
  const write = (kind: string, id: string): void => {
    localStorage.setItem(`${logPrefix(experiment)}${kind}/${id}`, '')
  }
  return {
    asked: id => write('asked', id),
    problem: message => write('problem', message),
    left: () => write('left', `${performance.timeOrigin}`),
    finished: id => {
      write('finished', id)
      window.reportFinished?.(id)
    },
  }
}
