import type { Collector } from './collector.ts'

/** Returns the URL for batches. The key is a query parameter, because a header would need a CORS preflight. */
export function collectorUrl({ url, key, channel = 'pairs' }: Collector): string {
  return `${url.replace(/\/+$/, '')}/v1/${channel}?key=${encodeURIComponent(key)}`
}
