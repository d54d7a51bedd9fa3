import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { findAddress } from './find-address.ts'

export interface ConnectionLimits {
  maxConnections: number
  maxPerAddress: number
}

const BODY = '{"error":{"code":"busy","message":"Too many connections; try again later"}}'
const REFUSAL = [
  'HTTP/1.1 503 Service Unavailable',
  'content-type: application/json',
  `content-length: ${BODY.length}`,
  'retry-after: 1',
  'connection: close',
  '',
  BODY,
].join('\r\n')

/** Answers connections beyond the limits with 503 before they send anything. */
export function limitConnections(server: Server, { maxConnections, maxPerAddress }: ConnectionLimits): void {
  const openOf = new Map<string, number>()
  let open = 0
  server.on('connection', (socket: Socket) => {
    const address = findAddress({ peer: socket.remoteAddress, forwardedFor: undefined }, 0) ?? ''
    const ofAddress = (openOf.get(address) ?? 0) + 1
    openOf.set(address, ofAddress)
    open += 1
    socket.once('close', () => {
      const left = (openOf.get(address) ?? 1) - 1
      if (left === 0) openOf.delete(address)
      else openOf.set(address, left)
      open -= 1
    })
    if (open <= maxConnections && ofAddress <= maxPerAddress) return
    socket.end(REFUSAL)
    socket.destroySoon()
  })
}
