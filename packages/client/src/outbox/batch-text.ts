import { sdkVersion } from '../sdk-version.ts'
import type { StoredPair } from './journal-entry.ts'

interface BatchHead {
  batchId: string
  sentAt: string
  client: string
  losses: unknown
}

/** The body of `POST /v1/pairs`. The stored texts of the pairs are joined as they are. */
export function batchText(
  { batchId, sentAt, client, losses }: BatchHead,
  pairs: readonly StoredPair[],
): string {
  const head = JSON.stringify({ batchId, sentAt, sdk: sdkVersion, client, losses })
  return `${head.slice(0, -1)},"pairs":[${pairs.map(pair => pair.json).join(',')}]}`
}
