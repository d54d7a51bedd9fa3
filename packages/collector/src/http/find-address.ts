import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Addresses that a proxy, the gateway of a container or a whole network may have. */
const SHARED_RANGES: ReadonlySet<string> = new Set([
  'loopback',
  'private',
  'uniqueLocal',
  'linkLocal',
  'carrierGradeNat',
])

export interface RequestOrigin {
  /** The address of the connection. */
  peer: string | undefined
  /** The header `X-Forwarded-For`. */
  forwardedFor: string | undefined
}

/**
 * Finds whom to limit: an IPv4 address, or the /64 network of an IPv6 address, because one host has all of it. `null` if
 * many clients may share the address.
 *
 * @param trustProxy How many proxies to trust, as in Express: the address that is that many hops away from the collector.
 *   With 1 it is the last one in `X-Forwarded-For`. Where fewer or invalid addresses are given, it is the furthest valid
 *   one before. With `undefined` the header is ignored, and a local address gives `null`, since it may be a proxy's.
 */
export function findAddress(
  { peer, forwardedFor }: RequestOrigin,
  trustProxy: number | undefined,
): string | null {
  const forwarded = trustProxy ? (forwardedFor ?? '').split(',').slice(-trustProxy).toReversed() : []
  const hops = [peer ?? '', ...forwarded].map(stripPort)
  const firstInvalid = hops.findIndex(hop => isIP(hop) === 0)
  const address = hops.at(firstInvalid === -1 ? -1 : firstInvalid - 1)
  if (address === undefined || firstInvalid === 0) return null
  const parsed = ipaddr.process(address)
  if (trustProxy === undefined && SHARED_RANGES.has(parsed.range())) return null
  if (parsed instanceof ipaddr.IPv4) return parsed.toString()
  const network = parsed.parts.slice(0, 4).map(part => part.toString(16))
  return `${network.join(':')}::/64`
}

/** Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function stripPort(hop: string): string {
  const text = hop.trim()
  const { address } = /^\[(?<address>[^\]]+)\](:\d+)?$|/.exec(text)?.groups ?? {}
  return address ?? (isIP(text) === 0 ? text.replace(/:\d+$/, '') : text)
}
