import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { toNetwork } from './to-network.ts'

/**
 * Returns the address of the connection, or its network for IPv6. Behind a proxy, that is the proxy's address. The
 * headers that a proxy adds are not read, because every client can send them.
 */
export const getClientAddress = (context: Context): string =>
  toNetwork(getConnInfo(context).remote.address ?? '')
