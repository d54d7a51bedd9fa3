import { once } from 'node:events'
import { createAdaptorServer } from '@hono/node-server'
import { loadModel } from './models/load-model.ts'
import { createApp } from './service/create-app.ts'

export interface ModelServiceOptions {
  /** 0 takes any free one. Default 0. */
  port?: number
  /** Default `127.0.0.1`. */
  host?: string
  /** Origins that browsers may call from; `*` is any. Default `['*']`. */
  origins?: string[]
  /** Seed of the faults' random numbers. Default 1. */
  seed?: number
}

export interface ModelService {
  /** Without a slash at its end. */
  url: string
  /** Ends all connections, hung calls too. */
  close: () => Promise<void>
}

/** Serves both models over HTTP. Rejects with the server's own error, such as `EADDRINUSE`. */
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
