import { once } from 'node:events'
import { createServer } from 'node:net'
import { portOf } from './port-of.ts'

/** Finds a free port, for a process that a test starts again on the same port. Another process may take it first. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = portOf(server)
  server.close()
  await once(server, 'close')
  return port
}
