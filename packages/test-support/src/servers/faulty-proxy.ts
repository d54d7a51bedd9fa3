import { type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { allowCrossOrigin } from './allow-cross-origin.ts'
import { listen } from './listen.ts'

export type ProxyMode =
  | 'pass'
  /** Connections are cut before anything is read. */
  | 'down'
  /** 503 with `Retry-After: 1`; nothing reaches the server behind. */
  | 'unavailable'
  /** 429 with a `Retry-After` of a second, as a date by this machine's clock. */
  | 'too-many'
  /** 413 for batches of more than 5 pairs; smaller ones pass. */
  | 'too-large'
  /** 500. */
  | 'broken'
  /** 200 with a page of HTML, as a hotel's network answers. */
  | 'portal'
  /** Takes the request and says nothing until the mode changes; then the connection is cut. */
  | 'hang'
  /** The server behind gets the request, its answer is lost. */
  | 'lose-ack'

/** One POST as the proxy saw it. */
export interface Delivery {
  at: number
  /** Ids of the pairs in the body. */
  ids: string[]
  mode: ProxyMode
  /** The key it came with. */
  key: string | null
  /** Status of the server behind; `null` when it gave none or was not asked. */
  status: number | null
}

export interface FaultyProxy {
  origin: string
  mode: ProxyMode
  /** Those that reached the server behind. */
  deliveries: Delivery[]
  /** POSTs met in each mode. */
  met: Partial<Record<ProxyMode, number>>
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

/** Answers for the server behind, which hears nothing; false when it is to be asked. */
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
      response.writeHead(500).end('as told')
      return true
    case 'portal':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome to our hotel</h1>')
      return true
    default:
      return false
  }
}

/**
 * A proxy in front of the server at `target` that fails as its `mode` says and logs every POST of pairs. A POST under
 * a key of `aliases` goes on under the key that stands there: a server that knows one key looks like one of several.
 */
export async function startFaultyProxy(
  scope: AsyncDisposableStack,
  target: string,
  aliases: Record<string, string> = {},
): Promise<FaultyProxy> {
  const proxy: FaultyProxy = { origin: '', mode: 'pass', deliveries: [], met: {} }
  proxy.origin = await listen(scope, [
    async (request, response) => {
      const { mode } = proxy
      const isPost = request.method === 'POST'
      if (isPost) proxy.met[mode] = (proxy.met[mode] ?? 0) + 1
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
        // The server behind is gone: so is the answer. `delivery.status` tells the test.
        response.destroy()
      }
      return true
    },
  ])
  return proxy
}
