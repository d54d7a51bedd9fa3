import { request } from 'node:http'

/**
 * Posts chunk by chunk, as fast as the server takes them, and resolves to its answer even when it answers, and hangs
 * up, before the last chunk. Keeps the connection, as browsers do: a server drops one that is to be closed at once.
 */
export function post(
  url: string,
  chunks: Iterable<string | Buffer>,
  headers: Record<string, string> = { 'content-type': 'text/plain' },
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers })
    let answered = false
    outgoing.on('response', response => {
      answered = true
      let body = ''
      response.on('data', (chunk: Buffer) => (body += chunk.toString()))
      response.on('close', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    outgoing.on('error', error => {
      if (!answered) reject(error)
    })
    const next = chunks[Symbol.iterator]()
    const write = (): void => {
      for (;;) {
        const { value, done } = next.next()
        if (done || answered) return void outgoing.end()
        if (!outgoing.write(value)) return void outgoing.once('drain', write)
      }
    }
    write()
  })
}
