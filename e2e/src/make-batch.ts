import { randomUUID } from 'node:crypto'
import type { Batch } from '@shadow-mode/protocol'

/** A batch as a client sends it. Its records may be anything. */
export const makeBatch = (pairs: unknown[]): Batch => ({
  batchId: randomUUID(),
  sentAt: new Date().toISOString(),
  sdk: '0.1.0',
  client: randomUUID(),
  losses: {},
  pairs,
})
