import { withLock } from '../../core/locks/with-lock.ts'
import type { Platform } from '../../core/platform/platform.ts'
import type { FlushReason } from '../../core/status/flush-reason.ts'
import type { ShadowEvent } from '../../core/status/status.ts'
import type { Queue } from '../queue/queue.ts'
import { MAX_BATCH_PAIRS } from '../queue/take-batch.ts'
import type { Collector } from './collector.ts'
import { type DrainEnd, type DrainMemory, drain } from './drain.ts'

const REQUEST_TIMEOUT_MS = 30_000

export interface RunOptions {
  platform: Platform
  collector: Collector
  queue: Queue
  requestTimeoutMs?: number
  /** See `lossesOf`. */
  inherited: () => boolean
  /** Of the tabs that share the queue; none when it is this page's own. */
  locks: () => Platform['locks']
  lock: string
  /** Gets `flushed` and `flush-failed`. */
  emit: (event: ShadowEvent) => void
}

/** Empties the queue once, as the only page that does, and says how that ended. */
export type Run = (reason: FlushReason, signal: AbortSignal) => Promise<DrainEnd>

export function createRun(options: RunOptions): Run {
  const { queue, lock, locks, emit, requestTimeoutMs: timeoutMs = REQUEST_TIMEOUT_MS } = options
  const memory: DrainMemory = { maxPairs: MAX_BATCH_PAIRS, tellFrom: 0 }

  return async (reason, signal) => {
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
    return end
  }
}
