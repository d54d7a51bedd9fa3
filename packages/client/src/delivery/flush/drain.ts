import type { Batch } from '@shadow-mode/protocol'
import type { DropReason } from '../../core/books/drop-reason.ts'
import { randomUuid } from '../../core/platform/random-uuid.ts'
import type { Queue } from '../queue/queue.ts'
import { MAX_BATCH_PAIRS, type QueuedPair } from '../queue/take-batch.ts'
import type { LeaseClaim } from '../queue/take-lease.ts'
import { batchText } from './batch-text.ts'
import { lossesToReport } from './losses-to-report.ts'
import { type BatchAnswer, type SendOptions, sendBatch } from './send-batch.ts'

/** How a flush ended. `empty`: nothing is left to send. `aborted`: also if another page holds the lease. */
export type DrainResult =
  | { kind: 'empty' }
  | Extract<BatchAnswer, { kind: 'later' | 'forbidden' | 'aborted' }>

/** The state that flushes of one page share. */
export interface DrainState {
  /** Maximum number of pairs per batch. Lowered when the collector answers 413. */
  maxPairs: number
  /** The earliest time of the next batch that reports losses without pairs, in ms of the monotonic clock. */
  reportFrom: number
  /** The latest batch. It may have arrived although no acknowledgement came back. */
  lastBatch?: { ids: string; batchId: string }
  /** The last batch was not acknowledged, so the next is checked for corrupt records. */
  checkJson?: boolean
}

interface DrainOptions extends SendOptions {
  queue: Queue
  state: DrainState
  /** See `lossesToReport`. */
  isTemporary: () => boolean
  /** Set if no Web Lock keeps other pages from sending. */
  claim: LeaseClaim | undefined
  /** Counts the settled pairs. */
  sent: { delivered: number; rejected: number }
}

/** Minimum time between two batches that report losses without pairs. */
const REPORT_INTERVAL_MS = 60_000

/**
 * Sends batches until the queue is empty, a batch fails or `signal` aborts. Refused batches are sent again in smaller ones.
 * Each batch also reports losses. If no pairs are queued, a batch without pairs reports new losses, at most once a minute.
 */
export async function drain(options: DrainOptions): Promise<DrainResult> {
  const { queue, state, platform, signal, sent } = options
  await queue.enforceLimits()
  // The size of the next batch. A 400 or 422 halves it, to find the pair that the collector refuses. Each settled batch
  // doubles it again.
  let batchSize = MAX_BATCH_PAIRS
  const settle = async (
    pairs: readonly QueuedPair[],
    rejected: ReadonlySet<number>,
    head: Pick<Batch, 'client' | 'losses'>,
    reason: DropReason = 'rejected',
  ) => {
    await queue.settle(pairs, index => (rejected.has(index) ? reason : 'delivered'), head)
    sent.delivered += pairs.length - rejected.size
    sent.rejected += rejected.size
    batchSize = Math.min(MAX_BATCH_PAIRS, batchSize * 2)
  }
  while (!signal.aborted) {
    const pairs = await queue.take(Math.min(batchSize, state.maxPairs), options.claim, state.checkJson)
    if (pairs === 'leased') break
    if (!pairs.length) {
      if (!queue.newLosses().sampled || platform.monotonic() < state.reportFrom) return { kind: 'empty' }
      state.reportFrom = platform.monotonic() + REPORT_INTERVAL_MS
    }

    const head = {
      batchId: batchIdFor(pairs, state, platform),
      sentAt: platform.now(),
      client: queue.ledger().client,
      losses: lossesToReport(queue.ledger(), pairs, options.isTemporary()),
    }
    const body = batchText(head, pairs, options.collector.channel)
    const answer = await sendBatch(body, head.batchId, pairs.length, options)
    state.checkJson = answer.kind !== 'acked'
    if (answer.kind === 'acked') await settle(pairs, answer.rejected, head)
    else if (answer.kind !== 'refused') return answer
    else if (pairs.length === 1) {
      await settle(pairs, new Set([0]), head, answer.isTooLarge ? 'oversize' : 'rejected')
      // The earlier batches failed because of this pair, not because of their size.
      state.maxPairs = MAX_BATCH_PAIRS
    } else if (answer.isTooLarge) state.maxPairs = pairs.length >> 1 || 1
    else batchSize = pairs.length >> 1 || 1
  }
  return { kind: 'aborted' }
}

/** A retry with the same pairs keeps its batch id. */
function batchIdFor(
  pairs: readonly QueuedPair[],
  state: DrainState,
  platform: SendOptions['platform'],
): string {
  const ids = pairs.map(pair => pair.id).join()
  if (state.lastBatch?.ids !== ids) state.lastBatch = { ids, batchId: randomUuid(platform) }
  return state.lastBatch.batchId
}
