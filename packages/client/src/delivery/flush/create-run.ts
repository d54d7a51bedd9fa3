import { withLock } from '../../core/locks/with-lock.ts'
import type { Platform } from '../../core/platform/platform.ts'
import type { FlushReason } from '../../core/status/flush-reason.ts'
import type { ShadowEvent } from '../../core/status/status.ts'
import type { Queue } from '../queue/queue.ts'
import { MAX_BATCH_PAIRS } from '../queue/take-batch.ts'
import type { Collector } from './collector.ts'
import { type DrainResult, type DrainState, drain } from './drain.ts'

const REQUEST_TIMEOUT_MS = 30_000

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
 * Without Web Locks, a `manual` run takes over the lease of the other page.
 */
export type Run = (reason: FlushReason, signal: AbortSignal) => Promise<DrainResult>

export function createRun(options: RunOptions): Run {
  const { queue, lock, locks, emit, requestTimeoutMs: timeoutMs = REQUEST_TIMEOUT_MS } = options
  const state: DrainState = { maxPairs: MAX_BATCH_PAIRS, reportFrom: 0 }

  return async (reason, signal) => {
    await queue.tryDisk()
    const sent = { delivered: 0, rejected: 0 }
    // The result if another page holds the lock.
    let result: DrainResult = { kind: 'aborted' }
    const wait = reason === 'manual'
    await withLock({ locks: locks(), name: lock, wait, signal }, async isLocked => {
      const claim = isLocked ? undefined : wait ? 'seize' : 'ask'
      result = await drain({ ...options, timeoutMs, state, signal, sent, claim })
      if (claim && !signal.aborted) await queue.endLease()
    })
    if (sent.delivered + sent.rejected) emit({ type: 'flushed', reason, ...sent })
    return result
  }
}
