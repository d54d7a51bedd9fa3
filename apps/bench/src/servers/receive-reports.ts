import { json } from 'node:stream/consumers'
import type { Handler } from '@shadow-mode/test-support/servers/handler.ts'

/** A page POSTs these reports to `/bench/report`. */
export type Report<Result> =
  | { kind: 'progress'; text: string }
  | { kind: 'result'; result: Result }
  | { kind: 'error'; message: string }

export interface Receiver<Result> {
  handler: Handler
  /** Resolves to the page's result. Rejects with its error, or after `withinMs` without a report. */
  result(withinMs: number): Promise<Result>
}

/** Receives the reports of a page. Passes its progress to `say`. */
export function receiveReports<Result>(say: (text: string) => void): Receiver<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>()
  let restart: (() => void) | undefined
  const handler: Handler = async (request, response) => {
    if (request.url !== '/bench/report') return false
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own page, on loopback
    const report = (await json(request)) as Report<Result>
    response.end()
    restart?.()
    if (report.kind === 'progress') say(report.text)
    else if (report.kind === 'result') resolve(report.result)
    else reject(new Error(report.message))
    return true
  }
  return {
    handler,
    async result(withinMs) {
      const silent = () => reject(new Error(`no report from the page for ${withinMs} ms`))
      let timer = setTimeout(silent, withinMs)
      restart = () => {
        clearTimeout(timer)
        timer = setTimeout(silent, withinMs)
      }
      return promise.finally(() => clearTimeout(timer))
    },
  }
}
