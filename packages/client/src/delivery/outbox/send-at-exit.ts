import type { StoredPair } from '../../core/books/journal-entry.ts'
import type { Platform } from '../../core/platform/platform.ts'
import { randomUuid } from '../../core/platform/random-uuid.ts'
import { batchText } from '../flush/batch-text.ts'
import type { Collector } from '../flush/collector.ts'
import { collectorUrl } from '../flush/collector-url.ts'

/**
 * Sends one batch that outlives the page; false when the platform refused it. The losses are cumulative and come with the
 * next ordinary one.
 */
export function sendAtExit(
  platform: Pick<Platform, 'now' | 'random' | 'sendOnExit'>,
  collector: Collector,
  client: string,
  pairs: readonly StoredPair[],
): boolean {
  const head = {
    batchId: randomUuid(() => platform.random()),
    sentAt: platform.now(),
    client,
    losses: {},
  }
  return platform.sendOnExit(collectorUrl(collector), batchText(head, pairs, collector.channel))
}
