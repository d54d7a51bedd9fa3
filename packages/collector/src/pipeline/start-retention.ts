import type { Engine, ExpiredCounts } from '../engine/engine.ts'
import type { Log } from '../log/open-log.ts'

export interface RetentionOptions {
  engine: Pick<Engine, 'expire'>
  log: Pick<Log, 'rotate'>
  /** Called when something was deleted. */
  onExpired: (expired: ExpiredCounts) => void
  onFailure: (error: unknown) => void
  /**
   * Time between two runs. Milliseconds.
   *
   * @default 3_600_000
   */
  intervalMs?: number | undefined
}

const HOUR_MS = 3_600_000

/**
 * Deletes expired records now and every hour. A failed run is repeated after the next hour.
 *
 * @returns A function that stops it. It does not wait for a run in progress, which ends with the engine.
 */
export function startRetention(options: RetentionOptions): () => void {
  const { engine, log, onExpired, onFailure, intervalMs = HOUR_MS } = options
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const run = async (): Promise<void> => {
    try {
      // Otherwise a segment of a quiet collector would keep stored records for months.
      await log.rotate()
      const expired = await engine.expire()
      const { weeks, ...counts } = expired
      if (weeks.length > 0 || Object.values(counts).some(count => count > 0)) onExpired(expired)
    } catch (error) {
      if (!stopped) onFailure(error)
    }
    if (!stopped) timer = setTimeout(run, intervalMs).unref()
  }

  void run()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
