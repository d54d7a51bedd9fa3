import { Agent, type IncomingMessage, request } from 'node:http'

export interface Sent {
  /** 0 when the collector cut the connection, as it does when it has answered and much of the body is missing. */
  status: number
  retryAfter: string | undefined
  body: string
}

/** Keep-alive, as browsers do: a server that answers early cuts other connections at once. */
const keepAlive = new Agent({ keepAlive: true })

export function send(
  url: string,
  options: { method?: string; body?: string | Buffer; headers?: Record<string, string>; agent?: Agent } = {},
): Promise<Sent> {
  const { method = 'GET', body, headers = {}, agent = keepAlive } = options
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent }, (response: IncomingMessage) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('close', () =>
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: response.headers['retry-after'],
          body: text,
        }),
      )
    })
    outgoing.on('error', error => {
      if (hasCode(error, 'ECONNRESET') || hasCode(error, 'EPIPE'))
        resolve({ status: 0, retryAfter: undefined, body: '' })
      else reject(error)
    })
    outgoing.end(body)
  })
}

const hasCode = (error: Error, code: string): boolean => 'code' in error && error.code === code
