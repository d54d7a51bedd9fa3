import type { Pair, Side } from '@shadow-mode/protocol'
import { getIdWeek } from '../id-week.ts'
import { toMillis, toPrecedence } from './rows.ts'
import type { ReadableRecord } from './stored-kind.ts'

export interface ReadablePair extends ReadableRecord {
  /** The pair's id as a number (see `parseId`). */
  id: bigint
  pair: Pair
  /** Already JSON, see `toInputColumn`. */
  inputJson: string
}

const toSideColumns = (role: 'live' | 'candidate', side: Side): Record<string, unknown> => ({
  [`${role}_version`]: side.version,
  [`${role}_status`]: side.status,
  [`${role}_ms`]: side.durationMs ?? null,
  [`${role}_http`]: side.httpStatus ?? 0,
})

/** Returns the JSON text of a pair's row in the table `pairs`. */
export function toPairRow({ record, pair, id, digest, inputJson }: ReadablePair): string {
  const columns = JSON.stringify({
    experiment: record.experiment,
    id: String(id),
    week: getIdWeek(id),
    seq: record.seq,
    precedence: toPrecedence(record),
    digest,
    bytes: Buffer.byteLength(record.raw),
    captured_ms: toMillis(pair.capturedAt),
    reference: pair.reference ?? '',
    subject: pair.subject ?? '',
    served: pair.served,
    variant: pair.sampling.variant ?? '',
    flag_version: pair.sampling.flagVersion ?? '',
    rate: pair.sampling.rate,
    weight: pair.sampling.weight,
    ...toSideColumns('live', pair.live),
    ...toSideColumns('candidate', pair.candidate),
    candidate_model: pair.candidate.runtime?.modelSha256 ?? '',
    raw: record.raw,
  })
  return `${columns.slice(0, -1)},"input":${inputJson}}`
}
