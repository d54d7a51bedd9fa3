import { expect, test } from 'vitest'
import { findAddress } from './find-address.ts'

const find = (peer: string | undefined, forwardedFor?: string, trustProxy?: number) =>
  findAddress({ peer, forwardedFor }, trustProxy)

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2a01:db8:1:2:3:4:5:6', '2a01:db8:1:2::/64'],
  ['2a01:db8:1:2::ffff', '2a01:db8:1:2::/64'],
])('of a connection from %s the limit is on %s, whatever the header says', (peer, expected) => {
  expect(find(peer)).toBe(expected)
  expect(find(peer, '198.51.100.1')).toBe(expected)
  expect(find(peer, '198.51.100.1', 0)).toBe(expected)
})

test.each([
  '127.0.0.1',
  '::1',
  '::ffff:127.0.0.1',
  '10.1.2.3',
  '172.17.0.1',
  '192.168.0.9',
  '100.64.0.1',
  'fd00::1',
])('%s may be a proxy: it is limited only where the operator has said how many there are', peer => {
  expect(find(peer)).toBeNull()
  expect(find(peer, '198.51.100.1')).toBeNull()
  expect(find(peer, undefined, 0)).not.toBeNull()
  expect(find(peer, undefined, 1)).not.toBeNull()
})

test.each([
  ['198.51.100.1', 1, '198.51.100.1'],
  // What the client wrote stands on the left, and is believed as little as before.
  ['6.6.6.6, 198.51.100.1', 1, '198.51.100.1'],
  ['6.6.6.6,198.51.100.1 , 203.0.113.9', 2, '198.51.100.1'],
  ['198.51.100.1', 5, '198.51.100.1'],
  ['198.51.100.1:4711', 1, '198.51.100.1'],
  ['[2a01:db8:1:2::7]:4711', 1, '2a01:db8:1:2::/64'],
  ['[2a01:db8:1:2::7]', 1, '2a01:db8:1:2::/64'],
  ['fe80::1%eth0', 1, 'fe80:0:0:0::/64'],
  // The proxy itself, where it does not tell anything of use.
  ['', 1, '10.0.0.1'],
  ['unknown', 1, '10.0.0.1'],
  ['1.2', 1, '10.0.0.1'],
  ['198.51.100.1, unknown', 2, '10.0.0.1'],
  ['nonsense, 198.51.100.1', 2, '198.51.100.1'],
])('X-Forwarded-For: %j behind %i proxies is %s', (forwardedFor, trustProxy, expected) => {
  expect(find('10.0.0.1', forwardedFor, trustProxy)).toBe(expected)
})

test('a connection that has ended has no address', () => {
  expect(find(undefined)).toBeNull()
  expect(find(undefined, '198.51.100.1', 1)).toBeNull()
})
