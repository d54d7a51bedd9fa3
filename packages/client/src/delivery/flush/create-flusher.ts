import type { FlushReason } from '../../core/status/flush-reason.ts'
import { totalOf } from '../queue/ledger.ts'
import { MAX_BATCH_BYTES, MAX_BATCH_PAIRS } from '../queue/take-batch.ts'
import { createAlarm } from './create-alarm.ts'
import { createRun, type RunOptions } from './create-run.ts'
import type { DrainResult } from './drain.ts'
import { retryDelay } from './retry-delay.ts'

/** When something is queued, a flush starts after this delay, unless a retry is due later. */
const FLUSH_INTERVAL_MS = 10_000

interface FlusherOptions extends RunOptions {
  /** While it returns false, nothing is sent and the pairs stay queued. */
  maySend: () => boolean
}

/**
 * Decides when to flush the queue. Only one flush runs at a time.
 *
 * ```mermaid
 * stateDiagram-v2
 *   [*] --> active
 *   active --> paused: pause
 *   paused --> active: resume, or a manual request
 *   active --> stopped: stop, or the collector rejects the key
 *   paused --> stopped: stop, or the key was rejected before the pause
 * ```
 */
export interface Flusher {
  /**
   * Starts a flush if one is due, and resolves when it has ended. If a flush is running, waits for it. A `manual` request
   * then starts another one. Otherwise, resolves at once. A `manual` request ignores a pause and the retry delay.
   */
  request: (reason: FlushReason) => Promise<void>
  /** Call it when the queue may have changed. */
  changed: () => void
  /**
   * Aborts the current flush and starts none until `resume` or a `manual` request. A page in the bfcache must not hold a
   * lock.
   */
  pause: () => void
  resume: () => void
  /** True after `stop`, or after the collector has rejected the key. This page then sends nothing more. */
  isStopped: () => boolean
  stop: () => void
}

export function createFlusher(options: FlusherOptions): Flusher {
  const { platform, queue, maySend, emit } = options
  const run = createRun(options)
  const alarm = createAlarm(platform, () => void request('interval'))
  let state: 'active' | 'paused' | 'stopped' = 'active'
  let current: Promise<void> | undefined
  let abort = new AbortController()
  let backoffUntil = 0
  /** The number of failed flushes in a row. */
  let failures = 0

  const enterState = (next: 'active' | 'paused') => {
    if (state !== 'stopped') state = next
  }
  const halt = () => {
    alarm.stop()
    abort.abort()
    abort = new AbortController()
  }
  const backoffMs = () => backoffUntil - platform.monotonic()
  const hasWork = () => totalOf(queue.ledger()).queued + queue.newLosses().sampled > 0
  const schedule = () => {
    if (current || state !== 'active' || !hasWork()) return
    const waitMs = backoffMs()
    alarm.set(waitMs > 0 ? waitMs : FLUSH_INTERVAL_MS)
  }
  const finish = (reason: FlushReason, result: DrainResult) => {
    if (result.kind === 'empty') failures = backoffUntil = 0
    if (result.kind === 'empty' || result.kind === 'aborted') return
    const willRetry = result.kind === 'later'
    if (willRetry)
      backoffUntil = platform.monotonic() + (result.delayMs ?? retryDelay(failures++, platform.random()))
    else state = 'stopped'
    emit({ type: 'flush-failed', reason, error: result.error, willRetry })
  }
  const request = async (reason: FlushReason): Promise<void> => {
    const isManual = reason === 'manual'
    if (isManual) enterState('active')
    // A manual flush sends everything that was added before the call. The current flush may have missed some of it.
    if (isManual && current) return current.then(() => request(reason))
    if (state !== 'active' || current) return current
    if (reason === 'online') backoffUntil = 0
    if (!maySend()) return schedule()
    if (!isManual && (!hasWork() || backoffMs() > 0)) return schedule()
    alarm.stop()
    return (current = run(reason, abort.signal)
      .then(result => finish(reason, result))
      .finally(() => {
        current = undefined
        schedule()
      }))
  }

  return {
    request,
    changed() {
      const { queued, queuedLength } = totalOf(queue.ledger())
      if (current) return
      if (queued >= MAX_BATCH_PAIRS) void request('count')
      else if (queuedLength >= MAX_BATCH_BYTES) void request('bytes')
      else schedule()
    },
    pause() {
      enterState('paused')
      halt()
    },
    resume() {
      enterState('active')
      if (!current) void queue.tryDisk()
      schedule()
    },
    isStopped: () => state === 'stopped',
    stop() {
      state = 'stopped'
      halt()
    },
  }
}
