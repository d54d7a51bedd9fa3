import { ShadowModeError } from '../../core/errors/shadow-mode-error.ts'
import { withLock } from '../../core/locks/with-lock.ts'
import type { Platform } from '../../core/platform/platform.ts'
import type { FlushReason } from '../../core/status/flush-reason.ts'
import type { ShadowEvent } from '../../core/status/status.ts'
import type { Queue } from '../queue/queue.ts'
import { MAX_BATCH_PAIRS } from '../queue/take-batch.ts'
import type { Collector } from './collector.ts'
import { type DrainResult, type DrainState, drain } from './drain.ts'

const REQUEST_TIMEOUT_MS = 30_000

/**
 * How long a page waits for another one that holds the lock. Then only the lease counts. A page that still sends renews it,
 * but a page that was frozen or suspended while it held the lock does not.
 */
const LOCK_WAIT_MS = 10_000

export interface RunOptions {
  platform: Platform
  collector: Collector
  queue: Queue
  requestTimeoutMs?: number
  /** See `lossesToReport`. */
  isTemporary: () => boolean
  /** Returns the locks of the tabs that share the queue. Undefined if no other page uses it or Web Locks are missing. */
  locks: () => Platform['locks']
  lock: string
  /** Receives `flushed` and `flush-failed` events. */
  emit: (event: ShadowEvent) => void
}

/**
 * Flushes the queue once. If another page holds the lock, a `manual` run waits for it, and any other run does nothing.
 * A page that was refused for `LOCK_WAIT_MS` sends if the lease of the other page has expired. A `manual` run that still may
 * not send ends with an error.
 *
 * Where Web Locks do not work, only the lease counts. Without Web Locks, a `manual` run takes over the lease of the other
 * page.
 */
export type Run = (reason: FlushReason, signal: AbortSignal) => Promise<DrainResult>

export function createRun(options: RunOptions): Run {
  const { platform, queue, lock, emit, requestTimeoutMs: timeoutMs = REQUEST_TIMEOUT_MS } = options
  const state: DrainState = { maxPairs: MAX_BATCH_PAIRS, reportFrom: 0 }
  /** When another page began to hold the lock, as far as this page knows. */
  let takenAt = Infinity

  return async (reason, signal) => {
    await queue.tryDisk()
    const sent = { delivered: 0, rejected: 0 }
    let result: DrainResult = { kind: 'aborted' }
    const isManual = reason === 'manual'
    const locks = options.locks()
    const withinMs = isManual ? LOCK_WAIT_MS : 0
    await withLock({ platform, locks, name: lock, withinMs, signal }, async (isHeld, isTaken) => {
      const now = platform.monotonic()
      takenAt = isTaken ? Math.min(takenAt, now - withinMs) : Infinity
      if (isTaken && now - takenAt < LOCK_WAIT_MS) return
      const claim = isHeld || (isManual && !locks) ? 'seize' : 'ask'
      result = await drain({ ...options, timeoutMs, state, signal, sent, claim })
      if (!signal.aborted) await queue.endLease()
    })
    if (sent.delivered + sent.rejected) emit({ type: 'flushed', reason, ...sent })
    if (isManual && result.kind === 'aborted' && !signal.aborted)
      return {
        kind: 'later',
        error: new ShadowModeError('delivery', 'Another page sends, or is frozen'),
      }
    return result
  }
}
