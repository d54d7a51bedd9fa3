import { HttpError } from '../../http/http-error.ts'
import { LARGE_ENTRY_BYTES } from '../../log/log-limits.ts'
import { MAX_INFLATED_BYTES } from '../intake-limits.ts'
import { createParseLane } from './create-parse-lane.ts'
import { type Body, type ParsedBody, parseBody } from './parse-body.ts'

/** Bodies up to this size are parsed on the event loop, within a millisecond or two. Decoded bytes. */
const MAX_LOOP_BYTES = 64 * 1024
/** The SDK's batches never wait behind larger ones. Decoded bytes. */
const MAX_SHORT_BYTES = LARGE_ENTRY_BYTES

const MAX_WAITING = 256
const MAX_WAITING_LONG = 64
const MAX_HEAP_MB = 256
/** A body of 20 MiB needs up to 300 MB. */
const MAX_HEAP_LONG_MB = 768

export interface BodyParser {
  /**
   * @param address The client's address: clients take turns.
   * @throws {HttpError} 400 or 413 when the body is refused, 503 when too many bodies wait.
   */
  parse(body: Body, address: string): Promise<ParsedBody>
  /** How many bodies wait. */
  waiting: () => number
  close(): Promise<void>
}

/**
 * Creates a parser that never holds the event loop: a body that decodes to more than 64 KiB goes to a worker. Gzip does
 * not tell the size before, so a body starts in the shortest lane, and moves to the next one when it is too large.
 */
export function createBodyParser(): BodyParser {
  const short = createParseLane({
    maxBytes: MAX_SHORT_BYTES,
    niceness: 0,
    maxWaiting: MAX_WAITING,
    maxHeapMb: MAX_HEAP_MB,
  })
  const long = createParseLane({
    maxBytes: MAX_INFLATED_BYTES,
    niceness: 5,
    maxWaiting: MAX_WAITING_LONG,
    maxHeapMb: MAX_HEAP_LONG_MB,
  })
  return {
    parse: async (body, address) => {
      const size = body.bytes.length
      const parsed =
        (size > MAX_LOOP_BYTES ? null : parseBody(body, MAX_LOOP_BYTES)) ??
        (size > MAX_SHORT_BYTES ? null : await short.parse(body, address)) ??
        (await long.parse(body, address))
      if (parsed) return parsed
      throw new HttpError(413, 'too-large', `The body inflates to more than ${MAX_INFLATED_BYTES} bytes`)
    },
    waiting: () => short.waiting() + long.waiting(),
    close: async () => void (await Promise.all([short.close(), long.close()])),
  }
}
