import type { FlushReason } from '../../core/status/flush-reason.ts'
import { totalOf } from '../queue/ledger.ts'
import { MAX_BATCH_BYTES, MAX_BATCH_PAIRS } from '../queue/take-batch.ts'
import { createAlarm } from './create-alarm.ts'
import { createRun, type RunOptions } from './create-run.ts'
import type { DrainEnd } from './drain.ts'
import { retryDelay } from './retry-delay.ts'

/** Pairs wait no longer than this before an attempt is made. */
const FLUSH_INTERVAL_MS = 10_000

interface FlusherOptions extends RunOptions {
  /** What may not be sent is held. */
  maySend: () => boolean
}

/**
 * Says when the queue is flushed, and never twice at once.
 *
 * ```mermaid
 * stateDiagram-v2
 *   [*] --> active
 *   active --> paused: pause
 *   paused --> active: resume, or a manual request
 *   active --> stopped: stop, or the collector refuses the key
 *   paused --> stopped: stop, or the key was refused before the pause
 * ```
 */
export interface Flusher {
  /** Resolves when the run it led to has ended, or at once when none is due. */
  request: (reason: FlushReason) => Promise<void>
  /** The queue may have changed. */
  changed: () => void
  /** Ends a run at once (freeze, exit) and begins none until `resume`: a page that rests must hold no lock. */
  pause: () => void
  resume: () => void
  /** True after `stop`, and once the collector refused the key: nothing leaves this page any more. */
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
  /** Until then a collector that cannot take anything is spared, after so many failures in a row. */
  let sparedUntil = 0
  let failures = 0

  const enter = (next: 'active' | 'paused') => {
    if (state !== 'stopped') state = next
  }
  const halt = () => {
    alarm.stop()
    abort.abort()
    abort = new AbortController()
  }
  const sparedMs = () => sparedUntil - platform.monotonic()
  const isWaiting = () => totalOf(queue.ledger()).queued + queue.unreported().sampled > 0
  const schedule = () => {
    if (current || state !== 'active' || !isWaiting()) return
    const waitMs = sparedMs()
    alarm.set(waitMs > 0 ? waitMs : FLUSH_INTERVAL_MS)
  }
  const finish = (reason: FlushReason, end: DrainEnd) => {
    if (end.kind === 'empty') failures = sparedUntil = 0
    if (end.kind === 'empty' || end.kind === 'aborted') return
    const willRetry = end.kind === 'later'
    if (willRetry)
      sparedUntil = platform.monotonic() + (end.delayMs ?? retryDelay(failures++, platform.random()))
    else state = 'stopped'
    emit({ type: 'flush-failed', reason, error: end.error, willRetry })
  }
  const begin = async (reason: FlushReason) => finish(reason, await run(reason, abort.signal))
  const request = async (reason: FlushReason): Promise<void> => {
    const isManual = reason === 'manual'
    if (isManual) enter('active')
    // Whoever asks by hand wants what was added before the call to go: the run under way may have passed it by.
    if (isManual && current) {
      await current
      return request(reason)
    }
    if (state !== 'active' || current) return current
    if (reason === 'online') sparedUntil = 0
    if (!maySend()) return schedule()
    if (!isManual && (!isWaiting() || sparedMs() > 0)) return schedule()
    alarm.stop()
    return (current = begin(reason).finally(() => {
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
      enter('paused')
      halt()
    },
    resume() {
      enter('active')
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
