import { once } from 'node:events'
import { createAdaptorServer } from '@hono/node-server'
import { loadModel } from './models/load-model.ts'
import { createApp } from './service/create-app.ts'

export interface ModelServiceOptions {
  /** 0 chooses a free port. Default 0. */
  port?: number
  /** Default `127.0.0.1`. */
  host?: string
  /** The origins that may call the service from a browser. `*` allows any. Default `['*']`. */
  origins?: string[]
  /** The seed of the faults' random numbers. Default 1. */
  seed?: number
}

export interface ModelService {
  /** It has no slash at its end. */
  url: string
  /** Closes all connections, including those of calls that hang. */
  close: () => Promise<void>
}

/** Serves both models over HTTP. Rejects with the server's error, such as `EADDRINUSE`. */
export async function startModelService(options: ModelServiceOptions = {}): Promise<ModelService> {
  const { port = 0, host = '127.0.0.1', origins = ['*'], seed = 1 } = options
  const [live, candidate] = [await loadModel('live'), await loadModel('candidate')]
  const app = createApp({ models: { live, candidate }, origins, seed })
  const server = createAdaptorServer({ fetch: app.fetch })
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
    },
  }
}
