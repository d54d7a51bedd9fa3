import type { Engine, IngestResult } from '../engine/engine.ts'
import { type KindName, kindNames } from '../engine/kind-name.ts'
import type { LogEntry } from '../log/log-entry.ts'
import type { Log } from '../log/open-log.ts'
import { createDrainWaiters } from './create-drain-waiters.ts'
import { createSignal } from './create-signal.ts'
import { toIngestArguments } from './to-ingest-arguments.ts'

/** Limits of one `engine.ingest`. They are high, because large inserts are fast. */
const GROUP_RECORDS = 5_000
const GROUP_BYTES = 32 * 1024 * 1024
/**
 * How long a small group waits for more entries, unless a caller waits for the drain or the last try failed.
 * Milliseconds.
 */
const LINGER_MS = 100
const FIRST_BACKOFF_MS = 100
const LONGEST_BACKOFF_MS = 30_000
/** Default timeout of `waitUntilDrained`. Milliseconds. */
const DRAIN_TIMEOUT_MS = 10_000

export interface PipelineOptions {
  log: Log
  engine: Pick<Engine, 'ingest'>
  onStored?: (result: IngestResult, durationMs: number, kind: KindName) => void
  onFailure?: (error: unknown) => void
  /**
   * Delay before the first retry. Milliseconds.
   *
   * @default 100
   */
  firstBackoffMs?: number
}

export interface PipelineFailure {
  error: unknown
  /** When the first of the failures in a row happened. Milliseconds since the epoch. */
  since: number
}

export interface Pipeline {
  /** Makes the pipeline look at the log. Call this after appending to the log. */
  wake(): void
  /**
   * Resolves when everything in the log at the time of the call is in the engine.
   *
   * @param timeoutMs Defaults to 10,000.
   * @throws {DrainTimeoutError} The drain takes longer than `timeoutMs`.
   */
  waitUntilDrained(timeoutMs?: number): Promise<void>
  /** The last failure. `null` if there was none, or if a group has been stored since. */
  failure(): PipelineFailure | null
  /** Stops after the current group. The rest of the log is stored after the next start. */
  stop(): Promise<void>
}

/** Drains the log into the engine until it is stopped. Retries failures with exponential backoff. */
export function startPipeline({ log, engine, ...options }: PipelineOptions): Pipeline {
  const signal = createSignal()
  const firstBackoffMs = options.firstBackoffMs ?? FIRST_BACKOFF_MS
  const requested = { stop: false, hurry: false }
  let failure: PipelineFailure | null = null
  const waiters = createDrainWaiters(() => failure?.error)
  let backoffMs = firstBackoffMs

  const store = async (kind: KindName, entries: LogEntry[]): Promise<void> => {
    const { records, losses } = toIngestArguments(entries.filter(entry => (entry.kind ?? 'pairs') === kind))
    if (records.length === 0 && losses.length === 0) return
    const started = performance.now()
    const result = await engine.ingest(records, losses, { kind, quarantine: true })
    options.onStored?.(result, performance.now() - started, kind)
  }

  /** @returns Whether there was a group to store. */
  const storeNextGroup = async (): Promise<boolean> => {
    const group = await log.next({ maxRecords: GROUP_RECORDS, maxBytes: GROUP_BYTES })
    if (!group) return false
    for (const kind of kindNames) await store(kind, group.entries)
    await log.release(group)
    failure = null
    backoffMs = firstBackoffMs
    waiters.release(log.state().releasedEntries)
    return true
  }

  // A new waiter ends the pause, because the engine may work again.
  const pause = async (durationMs: number): Promise<void> => {
    requested.hurry = false
    const until = performance.now() + durationMs
    while (!requested.stop && !requested.hurry && performance.now() < until)
      await signal.wait(until - performance.now())
  }

  const run = async (): Promise<void> => {
    while (!requested.stop) {
      try {
        const isSmall = log.state().backlogRecords < GROUP_RECORDS
        if (isSmall && waiters.count() === 0 && failure === null) await linger()
        if (requested.stop) break
        if (!(await storeNextGroup()) && !requested.stop) await signal.wait()
      } catch (error) {
        failure = { error, since: failure?.since ?? Date.now() }
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
      if (requested.stop || waiters.count() > 0 || log.state().backlogRecords >= GROUP_RECORDS) return
    }
  }

  const running = run()

  return {
    wake: signal.raise,
    failure: () => failure,
    waitUntilDrained: (timeoutMs = DRAIN_TIMEOUT_MS) => {
      const target = log.state().durableEntries
      if (log.state().releasedEntries >= target) return Promise.resolve()
      const drained = waiters.wait(target, timeoutMs)
      requested.hurry = true
      signal.raise()
      return drained
    },
    stop: async () => {
      requested.stop = true
      signal.raise()
      await running
    },
  }
}
