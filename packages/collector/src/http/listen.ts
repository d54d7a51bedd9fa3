import { once } from 'node:events'
import { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'

export interface Listener {
  url: string
  /** Stops accepting connections. Pending requests have 5 s to finish. */
  close(): Promise<void>
}

/** How long a request, and its headers, may take to arrive before the connection is closed. Milliseconds. */
const REQUEST_TIMEOUT_MS = 60_000
const HEADERS_TIMEOUT_MS = 10_000
/** Maximum size of a request's headers in bytes, else 431. It is high, because a report's rules are in the URL. */
const MAX_HEADER_BYTES = 65_536
const CLOSE_TIMEOUT_MS = 5_000

/**
 * Serves the app over HTTP/1.1. Resolves when the server listens.
 *
 * @throws When the port is taken or the host is unknown.
 */
export async function listen(app: Hono, host: string, port: number): Promise<Listener> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    overrideGlobalObjects: false,
    serverOptions: {
      requestTimeout: REQUEST_TIMEOUT_MS,
      headersTimeout: HEADERS_TIMEOUT_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
    },
  })
  if (!(server instanceof Server)) throw new TypeError('Expected an HTTP/1.1 server')
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('Expected a TCP address')
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return {
    url: `http://${name}:${address.port}`,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      const force = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS)
      await closed
      clearTimeout(force)
    },
  }
}
