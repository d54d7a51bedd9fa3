import { once } from 'node:events'
import { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import { limitConnections } from './limit-connections.ts'

export interface Listener {
  url: string
  /** Stops accepting connections. Pending requests have 5 s to finish. */
  close(): Promise<void>
}

/** How long a request, and its headers, may take to arrive. Later, the connection is closed with 408. Milliseconds. */
const REQUEST_TIMEOUT_MS = 60_000
const HEADERS_TIMEOUT_MS = 10_000
/** How often both are checked. Node checks every 30 s by default. Milliseconds. */
const TIMEOUT_CHECK_MS = 1_000
/** Maximum size of a request's headers in bytes, else 431. It is high, because a report's rules are in the URL. */
const MAX_HEADER_BYTES = 65_536
const CLOSE_TIMEOUT_MS = 5_000
/** Connections at the same time, in all and of one address. The address of all clients behind a proxy is the proxy's. */
const MAX_CONNECTIONS = 4_096
const MAX_CONNECTIONS_PER_ADDRESS = 2_048

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
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
    },
  })
  if (!(server instanceof Server)) throw new TypeError('Expected an HTTP/1.1 server')
  limitConnections(server, { maxConnections: MAX_CONNECTIONS, maxPerAddress: MAX_CONNECTIONS_PER_ADDRESS })
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
