import { type IncomingMessage, request as send, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { allowCrossOrigin } from './allow-cross-origin.ts'
import { listen } from './listen.ts'

export type ProxyMode =
  | 'pass'
  /** Connections are cut before anything is read. */
  | 'down'
  /** 503 with `Retry-After: 1`; nothing reaches the server behind. */
  | 'unavailable'
  /** The server behind gets the request, its answer is lost. */
  | 'lose-ack'

/** One POST as the proxy saw it. */
export interface Delivery {
  at: number
  /** Ids of the pairs in the body. */
  ids: string[]
  mode: ProxyMode
  /** Status of the server behind; `null` when it gave none. */
  status: number | null
}

export interface FaultyProxy {
  origin: string
  mode: ProxyMode
  deliveries: Delivery[]
}

const idsOf = (body: Buffer): string[] => {
  const batch: { pairs: { id: string }[] } = JSON.parse(body.toString())
  return batch.pairs.map(pair => pair.id)
}

const forward = (target: string, request: IncomingMessage, body: Buffer): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const { host: _host, connection: _connection, ...headers } = request.headers
    const outgoing = send(new URL(request.url ?? '/', target), {
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

/** A proxy in front of the server at `target` that fails as its `mode` says and logs every POST of pairs. */
export async function startFaultyProxy(scope: AsyncDisposableStack, target: string): Promise<FaultyProxy> {
  const proxy: FaultyProxy = { origin: '', mode: 'pass', deliveries: [] }
  proxy.origin = await listen(scope, [
    async (request, response) => {
      const { mode } = proxy
      if (mode === 'down') {
        request.socket.destroy()
        return true
      }
      const body = await buffer(request)
      if (mode === 'unavailable') {
        if (allowCrossOrigin(request, response)) return true
        response.writeHead(503, { 'retry-after': '1' }).end()
        return true
      }
      const delivery: Delivery = { at: Date.now(), ids: [], mode, status: null }
      if (request.method === 'POST') proxy.deliveries.push(Object.assign(delivery, { ids: idsOf(body) }))
      try {
        const upstream = await forward(target, request, body)
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
