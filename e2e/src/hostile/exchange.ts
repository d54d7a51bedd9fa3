import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export interface Answer {
  status: number
  hasRetryAfter: boolean
}

/** How long to wait for an answer: some mutated requests are not complete. Milliseconds. */
const PATIENCE_MS = 1_000

/**
 * Sends requests over one connection, and returns all answers. Bytes that are no request spoil those after them, as they
 * should.
 *
 * @param isPipelined Whether to send the next request without waiting for the answer.
 */
export async function exchange(
  port: number,
  requests: readonly Buffer[],
  isPipelined: boolean,
): Promise<Answer[]> {
  const socket = connect({ port, host: '127.0.0.1' })
  let text = ''
  socket.setEncoding('latin1')
  socket.on('data', (data: string) => (text += data))
  // The collector may close the connection before it has read everything.
  socket.on('error', () => undefined)
  let written = 0
  for (const bytes of isPipelined ? [Buffer.concat(requests)] : requests) {
    if (socket.destroyed) break
    socket.write(bytes)
    written += isPipelined ? requests.length : 1
    await waitForAnswers(socket, () => finalAnswers(text).length >= written)
  }
  socket.destroy()
  return readAnswers(text)
}

async function waitForAnswers(socket: Socket, isDone: () => boolean): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (!isDone() && !socket.destroyed && performance.now() < deadline) {
    const stop = new AbortController()
    const { signal } = stop
    await Promise.race([
      once(socket, 'data', { signal }),
      once(socket, 'close', { signal }),
      delay(Math.max(0, deadline - performance.now()), undefined, { signal }),
    ]).catch(() => undefined)
    stop.abort()
  }
}

const finalAnswers = (text: string): Answer[] => readAnswers(text).filter(({ status }) => status >= 200)

function readAnswers(text: string): Answer[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) [^\r]*\r\n([^]*?)\r\n\r\n/g)].map(
    ([, status, headers = '']) => ({
      status: Number(status),
      hasRetryAfter: /^retry-after: \d+\r?$/im.test(headers),
    }),
  )
}
