import { isIPv6 } from 'node:net'

const IPV4_IN_IPV6 = '::ffff:'
/** In IPv6 a client has a network of its own: the first 64 of 128 bits. */
const NETWORK_GROUPS = 4

/** Returns the address that a client cannot change at will: an IPv4 address, or the network of an IPv6 address. */
export function toNetwork(address: string): string {
  if (address.startsWith(IPV4_IN_IPV6)) return address.slice(IPV4_IN_IPV6.length)
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const first = head.split(':').filter(Boolean)
  const last = tail?.split(':').filter(Boolean) ?? []
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0')
  const groups = tail === undefined ? first : [...first, ...zeros, ...last]
  return groups.slice(0, NETWORK_GROUPS).join(':')
}
