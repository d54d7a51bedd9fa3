import { expect, test } from 'vitest'
import { toIngest } from './to-ingest.ts'

const receivedAt = Date.UTC(2026, 10, 2)
const sent = (sentAt: string) =>
  toIngest([
    {
      firstSeq: 1,
      receivedAt,
      batchId: '019a0000-0000-7000-8000-00000000000b',
      client: '019a0000-0000-7000-8000-00000000000c',
      sentAt,
      sdk: '1.0.0',
      losses: { credit: { sampled: 1, unconfirmed: 0, dropped: {} } },
      records: [],
    },
  ]).losses.map(loss => loss.sentAt)

test('counters from a clock that runs ahead are as new as their arrival', () => {
  expect(sent('2031-01-01T00:00:00.000Z')).toEqual(['2026-11-02T00:00:00.000Z'])
  expect(sent('2026-11-01T23:59:59.000Z')).toEqual(['2026-11-01T23:59:59.000Z'])
  expect(sent('2026-02-31T99:00:00.000Z')).toEqual(['2026-02-31T99:00:00.000Z'])
})
