import { PATIENCE_MS } from '../patience-ms.ts'
import type { RunningProcess } from './child-process.ts'
import { until } from './until.ts'

/** Waits until the server answers `url` with success. Rejects if its process ends, or after `withinMs`. */
export const untilReady = (
  url: string,
  server: Pick<RunningProcess, 'isRunning' | 'output'>,
  withinMs: number = PATIENCE_MS,
): Promise<void> =>
  until(
    () => {
      if (!server.isRunning()) throw new Error(`the process ended before it was ready:\n${server.output()}`)
      return fetch(url).then(
        response => response.ok,
        () => false,
      )
    },
    () => `${url} answers\n${server.output()}`,
    withinMs,
  )
