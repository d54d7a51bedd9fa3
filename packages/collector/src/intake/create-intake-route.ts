import type { Ack } from '@shadow-mode/protocol'
import { type Context, Hono } from 'hono'
import type { BodyBudget } from '../http/create-body-budget.ts'
import type { RefusalReporter } from '../http/create-refusal-reporter.ts'
import { HttpError } from '../http/http-error.ts'
import { isSameSecret } from '../http/is-same-secret.ts'
import { quoteForLog } from '../http/quote-for-log.ts'
import { withBody } from '../http/with-body.ts'
import type { Log } from '../log/open-log.ts'
import type { RateLimits } from './create-rate-limits.ts'
import { createRecentIds } from './create-recent-ids.ts'
import { cutKey } from './cut-key.ts'
import type { BodyEncoding } from './decode-body.ts'
import { MAX_BODY_BYTES } from './intake-limits.ts'
import type { BodyParser } from './parser/create-body-parser.ts'
import type { ParsedBody } from './parser/parse-body.ts'
import type { RecordKind } from './record-kind.ts'
import { toContentCoding } from './to-content-coding.ts'

export interface IntakeRouteOptions {
  /** The kind of record this route accepts. */
  kind: RecordKind
  ingestKey: string
  log: Log
  budget: BodyBudget
  parser: BodyParser
  rates: RateLimits
  /** Called when a request has the wrong key. */
  onWrongKey: RefusalReporter
  /** Throws if there is no room for another batch. `bytes`: the size of its records, once it is known. */
  assertRoom: (bytes?: number) => void
  /** Called when the accepted records of a batch are on disk. */
  onBatch: (ack: Ack) => void
  /** Milliseconds since the epoch. */
  now: () => number
}

/** Addresses that are not limited, because many clients may share them, count as one client. */
const SHARED_ADDRESS = 'shared'

/**
 * `POST /v1/pairs?key=…[&encoding=gzip]`, and the same for outcomes. Answers 202 once the accepted records are on disk.
 */
export function createIntakeRoute(options: IntakeRouteOptions): Hono {
  const { kind, log, budget, parser, rates, onBatch } = options
  const { list } = kind
  const recent = createRecentIds()

  const acceptBatch = async (
    { envelope, records, rejected }: ParsedBody,
    address: string | null,
  ): Promise<{ ack: Ack; batchId: string }> => {
    const size = records.heads.length + rejected.length + Object.keys(envelope.losses).length
    rates.admit({ address, client: envelope.client, size })
    // Again, because many bodies can arrive at the same time.
    options.assertRoom(records.payload.length)
    await log.append({
      ...(list !== 'pairs' && { kind: list }),
      ...envelope,
      receivedAt: options.now(),
      records,
    })
    const duplicates = records.heads.filter(({ id }) => recent.remember(id)).length
    const ack = { accepted: records.heads.length, duplicates, rejected }
    onBatch(ack)
    return { ack, batchId: envelope.batchId }
  }

  return new Hono().post(`/v1/${list}`, async context => {
    // Check the request's head first, so that a bad request does not cost reading its body.
    const key = context.req.query('key') ?? ''
    if (!isSameSecret(key, options.ingestKey)) {
      const prefix = cutKey(key)
      const what = key === '' ? 'no key' : `a key that is not the ingest key: ${quoteForLog(`${prefix}…`)}`
      options.onWrongKey(prefix, `Refused POST /v1/${list} with ${what}`)
      throw new HttpError(401, 'wrong-key', 'key: not the ingest key of this collector')
    }
    const address = rates.enter(context)
    const encoding = parseEncoding(context)
    options.assertRoom()
    const owner = address ?? SHARED_ADDRESS
    const bounds = { maxBytes: MAX_BODY_BYTES, budget, address: owner }
    const { ack, batchId } = await withBody(context.req.raw, bounds, async bytes =>
      acceptBatch(await parser.parse({ bytes, encoding, list }, owner), address),
    )
    // A service worker or a proxy may answer with the acknowledgement of another batch. The client compares them.
    return context.json(ack, 202, { 'x-shadow-batch': batchId })
  })
}

function parseEncoding({ req }: Context): BodyEncoding {
  const type = (req.header('content-type') ?? 'text/plain').split(';')[0]?.trim().toLowerCase()
  if (type !== 'text/plain' && type !== 'application/json') {
    throw new HttpError(415, 'content-type', 'content-type: expected text/plain or application/json')
  }
  // Browsers use the query parameter, because the header would cause a preflight request.
  const coding = toContentCoding(req.query('encoding') || req.header('content-encoding') || '')
  if (coding === null) {
    throw new HttpError(415, 'encoding', 'encoding: expected gzip or identity', {
      headers: { 'accept-encoding': 'gzip, identity' },
    })
  }
  return coding
}
