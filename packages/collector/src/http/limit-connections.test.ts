import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { limitConnections } from './limit-connections.ts'

async function start(limits: { maxConnections: number; maxPerAddress: number }) {
  const server = createServer((_, response) => response.end('ok'))
  limitConnections(server, limits)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const hold = async (localAddress: string) => {
    const accepted = once(server, 'connection')
    const socket = connect({ port, host: '127.0.0.1', localAddress })
    onTestFinished(() => void socket.destroy())
    await accepted
    return socket
  }
  const ask = async (localAddress: string) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress })
    socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
    return text(socket)
  }
  return { server, hold, ask }
}

test('one address cannot take all connections, and a closed one makes room', async () => {
  const { server, hold, ask } = await start({ maxConnections: 10, maxPerAddress: 2 })
  const first = await hold('127.0.0.1')
  await hold('127.0.0.1')
  const refusal = await ask('127.0.0.1')
  expect(refusal).toMatch(/^HTTP\/1\.1 503 /)
  expect(refusal).toMatch(/^retry-after: 1\r$/m)
  expect(await ask('127.0.0.2')).toMatch(/^HTTP\/1\.1 200 /)
  const count = () => new Promise<number>(resolve => server.getConnections((_, open) => resolve(open)))
  first.destroy()
  await expect.poll(count).toBe(1)
  expect(await ask('127.0.0.1')).toMatch(/^HTTP\/1\.1 200 /)
})

test('the connections of all addresses are limited', async () => {
  const { hold, ask } = await start({ maxConnections: 2, maxPerAddress: 2 })
  await hold('127.0.0.1')
  await hold('127.0.0.2')
  expect(await ask('127.0.0.3')).toMatch(/^HTTP\/1\.1 503 /)
})
