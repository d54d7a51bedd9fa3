import type { StoredPair } from '../../core/books/journal-entry.ts'
import { toJson } from '../../core/values/to-json.ts'
import { sdkVersion } from '../../sdk-version.ts'
import type { Collector } from './collector.ts'

interface BatchHead {
  batchId: string
  /** In ms since the epoch. */
  sentAt: number
  client: string
  losses: unknown
}

/** Returns the body of `POST /v1/pairs` or `/v1/outcomes`. Joins the stored JSON texts without parsing them. */
export function batchText(
  { batchId, sentAt, client, losses }: BatchHead,
  pairs: readonly StoredPair[],
  channel: Collector['channel'] = 'pairs',
): string {
  const head = toJson({ batchId, sentAt: new Date(sentAt).toISOString(), sdk: sdkVersion, client, losses })
  return `${head.slice(0, -1)},"${channel}":[${pairs.map(pair => pair.json).join(',')}]}`
}
