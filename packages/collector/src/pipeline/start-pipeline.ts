import type { Engine, IngestResult } from '../engine/engine.ts'
import { type KindName, kindNames } from '../engine/kind-name.ts'
import type { LogEntry } from '../log/log-entry.ts'
import type { Log } from '../log/open-log.ts'
import { createSignal } from './create-signal.ts'
import { drainWaiters } from './drain-waiters.ts'
import { toIngest } from './to-ingest.ts'

/** Records of one `engine.ingest`: large inserts are what the engine is fast at. */
const GROUP_RECORDS = 5_000
const GROUP_BYTES = 32 * 1024 * 1024
/** How long a small group waits for more, unless somebody waits for it. Milliseconds. */
const LINGER_MS = 100
const FIRST_BACKOFF_MS = 100
const LONGEST_BACKOFF_MS = 30_000
/** Default bound of `drained`. Milliseconds. */
const DRAIN_TIMEOUT_MS = 10_000

export interface PipelineOptions {
  log: Log
  engine: Pick<Engine, 'ingest'>
  onStored?: (result: IngestResult, durationMs: number, kind: KindName) => void
  onFailure?: (error: unknown) => void
  /** Milliseconds; default 100. */
  firstBackoffMs?: number
}

export interface Pipeline {
  /** Tells that the log has grown. */
  wake(): void
  /**
   * Resolves when all that was in the log at the call is in the engine.
   *
   * @param timeoutMs Default 10,000.
   * @throws {DrainTimeoutError} It takes longer than `timeoutMs`.
   */
  drained(timeoutMs?: number): Promise<void>
  /** The engine's last failure, `null` since it last worked. */
  failure(): unknown
  /** Ends after the group that is on its way. What is left in the log waits for the next start. */
  stop(): Promise<void>
}

/** Carries the log into the engine, for as long as the collector runs. An engine that fails is tried again, slower and slower. */
export function startPipeline({ log, engine, ...options }: PipelineOptions): Pipeline {
  const signal = createSignal()
  const firstBackoffMs = options.firstBackoffMs ?? FIRST_BACKOFF_MS
  const wish = { stop: false, hurry: false }
  let failure: unknown = null
  const waiters = drainWaiters(() => failure)
  let backoffMs = firstBackoffMs

  const store = async (kind: KindName, entries: LogEntry[]): Promise<void> => {
    const { records, losses } = toIngest(entries.filter(entry => (entry.kind ?? 'pairs') === kind))
    if (records.length === 0 && losses.length === 0) return
    const started = performance.now()
    const result = await engine.ingest(records, losses, { kind, clip: true })
    options.onStored?.(result, performance.now() - started, kind)
  }

  /** @returns Whether there was anything to carry. */
  const step = async (): Promise<boolean> => {
    const group = await log.next({ maxRecords: GROUP_RECORDS, maxBytes: GROUP_BYTES })
    if (!group) return false
    for (const kind of kindNames) await store(kind, group.entries)
    await log.release(group)
    failure = null
    backoffMs = firstBackoffMs
    waiters.released(log.state().releasedEntries)
    return true
  }

  // A new waiter ends the pause: it should not wait for an engine that may be back.
  const pause = async (durationMs: number): Promise<void> => {
    wish.hurry = false
    const until = performance.now() + durationMs
    while (!wish.stop && !wish.hurry && performance.now() < until)
      await signal.wait(until - performance.now())
  }

  const run = async (): Promise<void> => {
    while (!wish.stop) {
      try {
        const isSmall = log.state().backlogRecords < GROUP_RECORDS
        if (isSmall && waiters.count() === 0 && failure === null) await linger()
        if (wish.stop) break
        if (!(await step()) && !wish.stop) await signal.wait()
      } catch (error) {
        failure = error
        options.onFailure?.(error)
        await pause(backoffMs)
        backoffMs = Math.min(backoffMs * 2, LONGEST_BACKOFF_MS)
      }
    }
  }

  const linger = async (): Promise<void> => {
    const until = performance.now() + LINGER_MS
    for (let left = LINGER_MS; left > 0; left = until - performance.now()) {
      await signal.wait(left)
      if (wish.stop || waiters.count() > 0 || log.state().backlogRecords >= GROUP_RECORDS) return
    }
  }

  const running = run()

  return {
    wake: signal.raise,
    failure: () => failure,
    drained: (timeoutMs = DRAIN_TIMEOUT_MS) => {
      const target = log.state().durableEntries
      if (log.state().releasedEntries >= target) return Promise.resolve()
      const drained = waiters.wait(target, timeoutMs)
      wish.hurry = true
      signal.raise()
      return drained
    },
    stop: async () => {
      wish.stop = true
      signal.raise()
      await running
    },
  }
}
