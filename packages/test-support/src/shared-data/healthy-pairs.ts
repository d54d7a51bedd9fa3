import { createHash } from 'node:crypto'
import type { JsonObject, Pair, Side } from '@shadow-mode/protocol'
import { v7 } from 'uuid'
import { readCreditSet } from './read-credit-set.ts'

/** A record of `credit/sets/*.jsonl.gz`. The README of the data describes it. */
interface CreditRecord {
  id: string
  at: string
  input: JsonObject
  live: JsonObject
  candidate: JsonObject | null
  candidateError?: { kind: 'timeout' | 'error'; message: string }
  liveMs: number
  candidateMs: number
}

function candidateSide({ candidate, candidateError, candidateMs }: CreditRecord): Side {
  const base = { version: '2.0.0', durationMs: candidateMs }
  if (candidate !== null) return { ...base, status: 'ok', output: candidate }
  if (candidateError === undefined) throw new Error('A record has neither a candidate nor a candidate error')
  if (candidateError.kind === 'timeout') return { ...base, status: 'timeout' }
  return { ...base, status: 'error', error: { name: 'Error', message: candidateError.message } }
}

/** The pair's id has the record's time and a hash of the record's id, so that it is the same in every run. */
function toPair(record: CreditRecord, experiment: string): Pair {
  const random = createHash('sha256').update(record.id).digest().subarray(0, 16)
  return {
    id: v7({ msecs: Date.parse(record.at), random }),
    experiment,
    capturedAt: record.at,
    reference: record.id,
    input: record.input,
    live: { version: '1.4.0', status: 'ok', output: record.live, durationMs: record.liveMs },
    candidate: candidateSide(record),
    served: 'live',
    sampling: { variant: null, rate: 1, weight: 1 },
    context: { sdk: '1.0.0' },
  }
}

/** Reads the 5,000 records of `healthy` as pairs. `sharedData` is vitest's `inject('sharedData')`. */
export async function healthyPairs(sharedData: string, experiment: string): Promise<Pair[]> {
  const lines = await readCreditSet(sharedData, 'healthy')
  return lines.map(line => {
    const record: CreditRecord = JSON.parse(line)
    return toPair(record, experiment)
  })
}
