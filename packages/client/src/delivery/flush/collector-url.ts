import type { Collector } from './collector.ts'

/** Where batches are posted. The key travels in the query, because a header would need a CORS preflight. */
export function collectorUrl({ url, key, channel = 'pairs' }: Collector): string {
  return `${url.replace(/\/+$/, '')}/v1/${channel}?key=${encodeURIComponent(key)}`
}
