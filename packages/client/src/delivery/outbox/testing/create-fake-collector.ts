import { type Batch, BatchSchema, OutcomeBatchSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'

/** How the next request is met. `lost`: stored, but the answer never comes. */
export type Mood =
  | 'ok'
  | 'down'
  | 'lost'
  | { status: number; headers?: Record<string, string>; body?: string }

/** A collector that keeps a log of what it was sent, as the judge of "exactly once". */
export interface FakeCollector {
  fetch: (input: string, init: RequestInit) => Promise<Response>
  /** What a request that outlives its page brings. */
  receive: (body: string) => void
  /** Moods of the coming requests; then `ok`. */
  moods: Mood[]
  /** Ids it refuses to store. */
  refuses: Set<string>
  /** How often each id arrived in a batch that was stored. */
  arrivals: Map<string, number>
  /** All batches that were stored, in order. */
  batches: Batch[]
  /** The text of each stored pair, as it came first. */
  stored: Map<string, unknown>
  requests: { url: string; init: RequestInit }[]
}

/** Either kind of batch; outcomes are kept like pairs, under their own ids. */
const BodySchema = v.union([
  v.pipe(
    OutcomeBatchSchema,
    v.transform(batch => ({ ...batch, pairs: [] })),
  ),
  v.pipe(
    BatchSchema,
    v.transform(batch => ({ ...batch, outcomes: undefined })),
  ),
])
const IdsSchema = v.object({ outcomeId: v.optional(v.string()), id: v.optional(v.string()) })
const idOf = (record: unknown): string => {
  const { outcomeId, id } = v.parse(IdsSchema, record)
  return outcomeId ?? id ?? ''
}

export function createFakeCollector(): FakeCollector {
  const collector: FakeCollector = {
    moods: [],
    refuses: new Set(),
    arrivals: new Map(),
    batches: [],
    stored: new Map(),
    requests: [],
    receive: body => void store(body),
    async fetch(url, init) {
      collector.requests.push({ url, init })
      const mood = collector.moods.shift() ?? 'ok'
      if (mood === 'down') throw new TypeError('Failed to fetch')
      if (typeof mood === 'object') {
        return new Response(mood.body ?? '', { status: mood.status, headers: mood.headers ?? {} })
      }
      const ack = store(typeof init.body === 'string' ? init.body : '')
      if (mood === 'lost') throw new TypeError('Failed to fetch')
      return Response.json(ack, { status: 202 })
    },
  }
  const store = (body: string) => {
    const { outcomes, ...head } = v.parse(BodySchema, JSON.parse(body))
    const batch = { ...head, pairs: outcomes ?? head.pairs }
    collector.batches.push(batch)
    const rejected: { index: number; id: string; error: string }[] = []
    for (const [index, pair] of batch.pairs.entries()) {
      const id = idOf(pair)
      if (collector.refuses.has(id)) {
        rejected.push({ index, id, error: 'refused' })
        continue
      }
      collector.arrivals.set(id, (collector.arrivals.get(id) ?? 0) + 1)
      if (!collector.stored.has(id)) collector.stored.set(id, pair)
    }
    return { accepted: batch.pairs.length - rejected.length, duplicates: 0, rejected }
  }
  return collector
}
