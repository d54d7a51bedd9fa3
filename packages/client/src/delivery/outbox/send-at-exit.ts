import type { StoredPair } from '../../core/books/journal-entry.ts'
import type { Platform } from '../../core/platform/platform.ts'
import { randomUuid } from '../../core/platform/random-uuid.ts'
import { batchText } from '../flush/batch-text.ts'
import type { Collector } from '../flush/collector.ts'
import { collectorUrl } from '../flush/collector-url.ts'

/**
 * Sends one batch that outlives the page. Returns false if the platform refuses it. The batch reports no losses: losses are
 * cumulative, so the next ordinary batch reports them.
 */
export function sendAtExit(
  platform: Pick<Platform, 'now' | 'random' | 'sendOnExit'>,
  collector: Collector,
  client: string,
  pairs: readonly StoredPair[],
): boolean {
  const head = {
    batchId: randomUuid(platform),
    sentAt: platform.now(),
    client,
    losses: {},
  }
  return platform.sendOnExit(collectorUrl(collector), batchText(head, pairs, collector.channel))
}
