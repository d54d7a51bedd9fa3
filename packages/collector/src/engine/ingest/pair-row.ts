import type { Pair, Side } from '@shadow-mode/protocol'
import { idWeek } from '../id-week.ts'
import { millis, precedence } from './rows.ts'
import type { ReadableRecord } from './stored-kind.ts'

export interface ReadablePair extends ReadableRecord {
  id: bigint
  pair: Pair
  input: string
}

const side = (role: 'live' | 'candidate', of: Side): Record<string, unknown> => ({
  [`${role}_version`]: of.version,
  [`${role}_status`]: of.status,
  [`${role}_ms`]: of.durationMs,
  [`${role}_http`]: of.httpStatus ?? 0,
})

export function pairRow({ record, pair, id, digest, input }: ReadablePair): string {
  const columns = JSON.stringify({
    experiment: record.experiment,
    id: String(id),
    week: idWeek(id),
    seq: record.seq,
    precedence: precedence(record),
    digest,
    bytes: Buffer.byteLength(record.raw),
    captured_ms: millis(pair.capturedAt),
    reference: pair.reference ?? '',
    subject: pair.subject ?? '',
    served: pair.served,
    variant: pair.sampling.variant ?? '',
    flag_version: pair.sampling.flagVersion ?? '',
    rate: pair.sampling.rate,
    weight: pair.sampling.weight,
    ...side('live', pair.live),
    ...side('candidate', pair.candidate),
    candidate_model: pair.candidate.runtime?.modelSha256 ?? '',
    raw: record.raw,
  })
  return `${columns.slice(0, -1)},"input":${input}}`
}
