import { report } from '../pages/report.ts'
import type { PageOptions } from './page-options.ts'

const say = (text: string): Promise<void> => report({ kind: 'progress', text: `buffering: ${text}` })

const fail = (error: unknown): Promise<void> => report({ kind: 'error', message: String(error) })

/** Runs the measurement of a page. Reports its result, or the first error anywhere in the page. */
export function runPage<Result>(
  measure: (options: PageOptions, say: (text: string) => Promise<void>) => Promise<Result>,
): void {
  addEventListener('error', event => void fail(event.error ?? event.message))
  addEventListener('unhandledrejection', event => void fail(event.reason))
  const options: PageOptions = JSON.parse(decodeURIComponent(location.hash.slice(1)))
  measure(options, say).then(result => report({ kind: 'result', result }), fail)
}
