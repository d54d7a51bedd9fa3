import { setTimeout as delay } from 'node:timers/promises'
import { AckSchema } from '@shadow-mode/protocol'
import { v7 } from 'uuid'
import * as v from 'valibot'
import { MAX_BODY_BYTES } from '../../intake/intake-limits.ts'
import type { RecordKind } from '../../intake/record-kind.ts'
import type { DataLocation } from '../data-location.ts'
import { describeFailedResponse } from '../describe-failed-response.ts'
import type { RecordSink } from './record-sink.ts'

/** How many times at most to send a batch, while the collector is busy or does not answer. */
const MAX_ATTEMPTS = 8
/** Answers after which the same batch may succeed: too slow, too many, busy. */
const BUSY = new Set([408, 429, 503])
/**
 * First wait before a retry, and the longest. Waits double. `Retry-After` replaces a wait, up to the longest.
 * Milliseconds.
 */
const FIRST_WAIT_MS = 250
const MAX_WAIT_MS = 30_000

async function post(target: URL, body: string): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    }).catch((error: unknown) => new Error(`${target.origin} does not answer`, { cause: error }))
    const isBusy = answer instanceof Error || BUSY.has(answer.status)
    if (!(answer instanceof Error) && answer.ok) return answer
    if (!isBusy || attempt === MAX_ATTEMPTS) {
      throw answer instanceof Error ? answer : new Error(await describeFailedResponse(answer))
    }
    const retryAfterMs = answer instanceof Error ? 0 : Number(answer.headers.get('retry-after')) * 1_000
    if (!(answer instanceof Error)) await answer.body?.cancel()
    await delay(Math.min(retryAfterMs || FIRST_WAIT_MS * 2 ** (attempt - 1), MAX_WAIT_MS))
  }
}

/**
 * Posts pairs or outcomes to a running collector. `token` is the collector's ingest key. The collector quarantines
 * pairs with ids that are too old or in the future. The summary adds up the acknowledgements, which tell neither
 * quarantined nor conflicting records. The report shows both.
 */
export function createCollectorSink(
  { url, token }: Extract<DataLocation, { kind: 'collector' }>,
  { list }: Pick<RecordKind, 'list'>,
): RecordSink {
  const target = new URL(`v1/${list}`, url)
  target.searchParams.set('key', token)
  const client = v7()
  const total = { accepted: 0, duplicates: 0, rejected: 0 }
  return {
    maxRecords: 500,
    maxLength: 1024 * 1024,
    async send(records) {
      const envelope = JSON.stringify({
        batchId: v7(),
        sentAt: new Date().toISOString(),
        sdk: 'import',
        client,
        losses: {},
      })
      // Insert the raw texts, because parsing and serializing them could change a number.
      const body = `${envelope.slice(0, -1)},"${list}":[${records.map(record => record.raw).join(',')}]}`
      // The collector would refuse the request and the import would stop, so report the line as bad.
      const [only] = records
      if (only && records.length === 1 && Buffer.byteLength(body) > MAX_BODY_BYTES) {
        total.rejected += 1
        return [
          { line: only.line, problem: `longer than the ${MAX_BODY_BYTES} bytes that a collector accepts` },
        ]
      }
      const ack = v.parse(AckSchema, await (await post(target, body)).json())
      total.accepted += ack.accepted
      total.duplicates += ack.duplicates
      total.rejected += ack.rejected.length
      return ack.rejected.map(({ index, error }) => ({ line: records[index]?.line ?? 0, problem: error }))
    },
    summarise: () => total,
  }
}
