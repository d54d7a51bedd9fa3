import { request } from 'node:http'

/**
 * Posts chunk by chunk, as fast as the server reads them. Resolves to the answer, also if the server answers and closes
 * the connection before the last chunk. Uses keep-alive, as browsers do: a server cuts other connections at once.
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
