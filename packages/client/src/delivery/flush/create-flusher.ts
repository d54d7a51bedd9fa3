import { withLock } from '../../core/locks/with-lock.ts'
import type { Platform } from '../../core/platform/platform.ts'
import type { FlushReason } from '../../core/status/flush-reason.ts'
import type { ShadowEvent } from '../../core/status/status.ts'
import { totalOf } from '../queue/ledger.ts'
import type { Queue } from '../queue/queue.ts'
import { MAX_BATCH_BYTES, MAX_BATCH_PAIRS } from '../queue/take-batch.ts'
import type { Collector } from './collector.ts'
import { type DrainEnd, type DrainMemory, drain } from './drain.ts'
import { retryDelay } from './retry-delay.ts'

/** Pairs wait no longer than this before an attempt is made. */
const FLUSH_INTERVAL_MS = 10_000

const REQUEST_TIMEOUT_MS = 30_000

interface FlusherOptions {
  platform: Platform
  collector: Collector
  queue: Queue
  requestTimeoutMs?: number
  /** See `lossesOf`. */
  inherited: () => boolean
  /** Of the tabs that share the queue; none when it is this page's own. */
  locks: () => Platform['locks']
  lock: string
  /** What may not be sent is held. */
  maySend: () => boolean
  /** Gets `flushed` and `flush-failed`. */
  emit: (event: ShadowEvent) => void
}

/** Says when the queue is flushed, and never twice at once. */
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
  const {
    platform,
    queue,
    lock,
    locks,
    maySend,
    emit,
    requestTimeoutMs: timeoutMs = REQUEST_TIMEOUT_MS,
  } = options
  const memory: DrainMemory = { maxPairs: MAX_BATCH_PAIRS, tellFrom: 0 }
  let current: Promise<void> | undefined
  let abort = new AbortController()
  let cancelTimer: (() => void) | undefined
  let failures = 0
  let pausedUntil = 0
  let isStopped = false
  let isPaused = false

  const isWaiting = () => totalOf(queue.ledger()).queued + queue.unreported().sampled > 0
  const schedule = () => {
    if (cancelTimer || current || isStopped || isPaused || !isWaiting()) return
    const pause = pausedUntil - platform.monotonic()
    cancelTimer = platform.setTimer(
      () => {
        cancelTimer = undefined
        void request('interval')
      },
      pause > 0 ? pause : FLUSH_INTERVAL_MS,
    )
  }
  const halt = () => {
    cancelTimer?.()
    cancelTimer = undefined
    abort.abort()
    abort = new AbortController()
  }
  const run = async (reason: FlushReason) => {
    cancelTimer?.()
    cancelTimer = undefined
    const { signal } = abort
    await queue.tryDisk()
    const sent = { delivered: 0, rejected: 0 }
    /** Stays so when another page is at it. */
    let end: DrainEnd = { kind: 'aborted' }
    const wait = reason === 'manual'
    await withLock({ locks: locks(), name: lock, wait, signal }, async isLocked => {
      const claim = isLocked ? undefined : wait ? 'seize' : 'ask'
      end = await drain({ ...options, timeoutMs, memory, signal, sent, claim })
      if (claim && !signal.aborted) await queue.endLease()
    })
    if (sent.delivered + sent.rejected) emit({ type: 'flushed', reason, ...sent })
    finish(reason, end)
  }
  const finish = (reason: FlushReason, end: DrainEnd) => {
    if (end.kind === 'empty') {
      failures = 0
      pausedUntil = 0
    } else if (end.kind !== 'aborted') {
      const willRetry = end.kind === 'later'
      if (willRetry)
        pausedUntil = platform.monotonic() + (end.delayMs ?? retryDelay(failures++, platform.random()))
      else isStopped = true
      emit({ type: 'flush-failed', reason, error: end.error, willRetry })
    }
  }
  const request = async (reason: FlushReason): Promise<void> => {
    const isManual = reason === 'manual'
    // Whoever asks by hand wants what was added before the call to go: the run under way may have passed it by.
    if (isManual) isPaused = false
    if (isManual && current) {
      await current
      return request(reason)
    }
    if (isStopped || isPaused || current) return current
    if (reason === 'online') pausedUntil = 0
    if (!maySend()) return schedule()
    if (!isManual && (!isWaiting() || platform.monotonic() < pausedUntil)) return schedule()
    return (current = run(reason).finally(() => {
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
      isPaused = true
      halt()
    },
    resume() {
      isPaused = false
      if (!current) void queue.tryDisk()
      schedule()
    },
    isStopped: () => isStopped,
    stop() {
      isStopped = true
      halt()
    },
  }
}
