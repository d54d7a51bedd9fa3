import { randomUUID } from 'node:crypto'

/** The JSON text of a batch. */
export function batchText(
  records: string[],
  parts: { losses?: string; sdk?: string; client?: string; list?: 'pairs' | 'outcomes' } = {},
): string {
  return (
    `{"batchId":"${randomUUID()}","sentAt":"2025-11-02T00:07:11.000Z","sdk":"${parts.sdk ?? '1.0.0'}",` +
    `"client":"${parts.client ?? randomUUID()}","losses":${parts.losses ?? '{}'},"${parts.list ?? 'pairs'}":[${records.join(',')}]}`
  )
}
