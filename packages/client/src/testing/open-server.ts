// oxlint-disable-next-line no-restricted-imports -- serves tests only
import { createServer, type RequestListener } from 'node:http'
import { onTestFinished } from 'vitest'

/** An HTTP server on loopback that ends with the test. Returns its origin. */
export async function openServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('No port')
  return `http://127.0.0.1:${address.port}`
}
