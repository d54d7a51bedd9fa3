import type { Batch } from '@shadow-mode/protocol'
import type { DropReason } from '../../core/books/drop-reason.ts'
import { randomUuid } from '../../core/platform/random-uuid.ts'
import type { Queue } from '../queue/queue.ts'
import { MAX_BATCH_PAIRS, type QueuedPair } from '../queue/take-batch.ts'
import type { LeaseClaim } from '../queue/take-lease.ts'
import { batchText } from './batch-text.ts'
import { lossesOf } from './losses-of.ts'
import { type BatchAnswer, type SendOptions, sendBatch } from './send-batch.ts'

/** How a run over the queue ended. */
export type DrainEnd = { kind: 'empty' } | Extract<BatchAnswer, { kind: 'later' | 'forbidden' | 'aborted' }>

/** What outlives a run: how much the collector takes at once, and the batch that may already have arrived. */
export interface DrainMemory {
  maxPairs: number
  /** Losses alone are told from then on, in ms of the monotonic clock. */
  tellFrom: number
  unanswered?: { ids: string; batchId: string }
  /** The collector did not acknowledge the last batch: one of its records may be broken. */
  isInDoubt?: boolean
}

interface DrainOptions extends SendOptions {
  queue: Queue
  memory: DrainMemory
  inherited: () => boolean
  /** Where no lock keeps other pages from sending. */
  claim: LeaseClaim | undefined
  /** Counts what has been settled. */
  sent: { delivered: number; rejected: number }
}

/** The least time between two batches of losses alone. */
const TELL_MS = 60_000

/**
 * Sends batch after batch until the queue is empty or one fails. Losses travel with the pairs; when none wait, a page tells
 * new ones by themselves, at most once a minute.
 */
export async function drain(options: DrainOptions): Promise<DrainEnd> {
  const { queue, memory, platform, signal, sent } = options
  await queue.keepLimits()
  // Narrower for a while, to find the pair for which a batch is refused.
  let narrow = MAX_BATCH_PAIRS
  const settle = async (
    pairs: readonly QueuedPair[],
    rejected: ReadonlySet<number>,
    head: Pick<Batch, 'client' | 'losses'>,
    reason: DropReason = 'rejected',
  ) => {
    await queue.settle(pairs, index => (rejected.has(index) ? reason : 'delivered'), head)
    sent.delivered += pairs.length - rejected.size
    sent.rejected += rejected.size
    narrow = Math.min(MAX_BATCH_PAIRS, narrow * 2)
  }
  while (!signal.aborted) {
    const pairs = await queue.take(Math.min(narrow, memory.maxPairs), options.claim, memory.isInDoubt)
    if (pairs === 'leased') break
    if (!pairs.length) {
      if (!queue.unreported().sampled || platform.monotonic() < memory.tellFrom) return { kind: 'empty' }
      memory.tellFrom = platform.monotonic() + TELL_MS
    }

    const head = {
      batchId: batchIdFor(pairs, memory, platform),
      sentAt: platform.now(),
      client: queue.ledger().client,
      losses: lossesOf(queue.ledger(), pairs, options.inherited()),
    }
    const answer = await sendBatch(batchText(head, pairs, options.collector.channel), pairs.length, options)
    memory.isInDoubt = answer.kind !== 'acked'
    if (answer.kind === 'acked') await settle(pairs, answer.rejected, head)
    else if (answer.kind !== 'refused') return answer
    else if (pairs.length === 1) {
      await settle(pairs, new Set([0]), head, answer.isTooLarge ? 'oversize' : 'rejected')
      // It was this pair, not the number of pairs.
      memory.maxPairs = MAX_BATCH_PAIRS
    } else if (answer.isTooLarge) memory.maxPairs = pairs.length >> 1 || 1
    else narrow = pairs.length >> 1 || 1
  }
  return { kind: 'aborted' }
}

/** A batch that goes out again with the same pairs keeps its id. */
function batchIdFor(
  pairs: readonly QueuedPair[],
  memory: DrainMemory,
  platform: SendOptions['platform'],
): string {
  const ids = pairs.map(pair => pair.id).join()
  if (memory.unanswered?.ids !== ids)
    memory.unanswered = { ids, batchId: randomUuid(() => platform.random()) }
  return memory.unanswered.batchId
}
