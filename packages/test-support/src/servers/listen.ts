import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Scope } from '../scope.ts'
import type { Handler } from './handler.ts'
import { portOf } from './port-of.ts'

/**
 * Serves HTTP/1.1 with keep-alive on `port` of 127.0.0.1 until `scope` ends. The default is a free port. Asks the
 * handlers in order. Answers 404 if none of them answers, and 500 with the error's text if one throws. Resolves to the
 * origin. Rejects if the port is taken.
 */
export async function listen(scope: Scope, handlers: Handler[], port = 0): Promise<string> {
  const server = createServer(async (request, response) => {
    try {
      for (const handler of handlers) if (await handler(request, response)) return
      response.writeHead(404).end()
    } catch (error) {
      if (response.headersSent || response.destroyed) response.destroy()
      else response.writeHead(500).end(String(error))
    }
  })
  server.keepAliveTimeout = 60_000
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  scope.defer(async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  })
  return `http://127.0.0.1:${portOf(server)}`
}
