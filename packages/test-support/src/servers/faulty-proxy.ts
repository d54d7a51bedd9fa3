import { type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { allowCrossOrigin } from './allow-cross-origin.ts'
import { listen } from './listen.ts'

export type ProxyMode =
  | 'pass'
  /** The proxy closes connections without reading from them. */
  | 'down'
  /** 503 with `Retry-After: 1`. */
  | 'unavailable'
  /** 429 with a `Retry-After` that is a date one second ahead. */
  | 'too-many'
  /** 413 for batches of more than 5 pairs. Smaller ones pass. */
  | 'too-large'
  /** 500. */
  | 'broken'
  /** 200 with an HTML page, as from the login page of a hotel's network. */
  | 'portal'
  /** Reads the request and does not answer. Closes the connection when the mode changes. */
  | 'hang'
  /** The server gets the request, but its answer is lost. */
  | 'lose-ack'

/** One POST as the proxy saw it. */
export interface Delivery {
  at: number
  /** Ids of the pairs in the body. */
  ids: string[]
  mode: ProxyMode
  /** The ingest key of the request. */
  key: string | null
  /** The server's status. `null` if it did not get the request or did not answer. */
  status: number | null
}

export interface FaultyProxy {
  origin: string
  mode: ProxyMode
  /** The POSTs that were forwarded to the server. */
  deliveries: Delivery[]
  /** The number of POSTs in each mode. */
  posts: Partial<Record<ProxyMode, number>>
}

const MAX_PAIRS_WHEN_TOO_LARGE = 5
const HANG_CHECK_MS = 50

const idsOf = (body: Buffer): string[] => {
  const batch: { pairs: { id: string }[] } = JSON.parse(body.toString())
  return batch.pairs.map(pair => pair.id)
}

const forward = (
  target: URL,
  request: IncomingMessage,
  body: Buffer,
  key: string | undefined,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const { host: _host, connection: _connection, ...headers } = request.headers
    if (key !== undefined) target.searchParams.set('key', key)
    const outgoing = send(target, {
      method: request.method,
      headers,
      agent: false,
    })
    outgoing.once('response', resolve).once('error', reject).end(body)
  })

const relay = async (
  upstream: IncomingMessage,
  response: ServerResponse,
  isLost: () => boolean,
): Promise<void> => {
  const body = await buffer(upstream)
  if (isLost()) {
    response.destroy()
    return
  }
  const { connection: _connection, 'transfer-encoding': _encoding, ...headers } = upstream.headers
  response.writeHead(upstream.statusCode ?? 502, headers).end(body)
}

/** Answers in place of the server. Returns false if the request must be forwarded. */
const answerInstead = (mode: ProxyMode, ids: readonly string[], response: ServerResponse): boolean => {
  switch (mode) {
    case 'unavailable':
      response.writeHead(503, { 'retry-after': '1' }).end()
      return true
    case 'too-many':
      response.setHeader('retry-after', new Date(Date.now() + 1_000).toUTCString())
      response.setHeader('access-control-expose-headers', 'retry-after')
      response.writeHead(429).end()
      return true
    case 'too-large':
      if (ids.length <= MAX_PAIRS_WHEN_TOO_LARGE) return false
      response.writeHead(413).end()
      return true
    case 'broken':
      response.writeHead(500).end('a fault of the test')
      return true
    case 'portal':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome to our hotel</h1>')
      return true
    default:
      return false
  }
}

/**
 * A proxy for the server at `target`. It fails as `mode` says and logs every POST. It replaces an ingest key that is in
 * `aliases`, so that a server with one key looks like a server with several.
 */
export async function startFaultyProxy(
  scope: AsyncDisposableStack,
  target: string,
  aliases: Record<string, string> = {},
): Promise<FaultyProxy> {
  const proxy: FaultyProxy = { origin: '', mode: 'pass', deliveries: [], posts: {} }
  proxy.origin = await listen(scope, [
    async (request, response) => {
      const { mode } = proxy
      const isPost = request.method === 'POST'
      if (isPost) proxy.posts[mode] = (proxy.posts[mode] ?? 0) + 1
      if (mode === 'down') {
        request.socket.destroy()
        return true
      }
      const body = await buffer(request)
      if (mode === 'hang') {
        while (proxy.mode === 'hang') await sleep(HANG_CHECK_MS)
        request.socket.destroy()
        return true
      }
      const url = new URL(request.url ?? '/', target)
      const key = url.searchParams.get('key')
      const delivery: Delivery = { at: Date.now(), ids: isPost ? idsOf(body) : [], mode, key, status: null }
      if (isPost && mode !== 'pass' && mode !== 'lose-ack') {
        allowCrossOrigin(request, response)
        if (answerInstead(mode, delivery.ids, response)) return true
      }
      if (isPost) proxy.deliveries.push(delivery)
      try {
        const upstream = await forward(url, request, body, aliases[key ?? ''])
        delivery.status = upstream.statusCode ?? null
        await relay(upstream, response, () => mode === 'lose-ack')
      } catch {
        // The server has ended. The test sees it in `delivery.status`.
        response.destroy()
      }
      return true
    },
  ])
  return proxy
}
