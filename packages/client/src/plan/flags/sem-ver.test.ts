import { expect, test } from 'vitest'
import { semVer } from './sem-ver.ts'

const compare = (...args: unknown[]) => semVer(args, {}, { flagKey: '', targetingKey: undefined })

test('orders versions by precedence', () => {
  // https://semver.org/#spec-item-11, and numbers that no double holds.
  const ascending = [
    '0.9.9',
    '1.0.0-0.3.7',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.2.0',
    '1.10.0',
    '2.0.0',
    '2.0.9007199254740992',
    '2.0.9007199254740993',
    '10.0.0',
  ]
  for (const [i, a] of ascending.entries()) {
    for (const [j, b] of ascending.entries()) {
      expect(compare(a, '<', b), `${a} < ${b}`).toBe(i < j)
      expect(compare(a, '<=', b)).toBe(i <= j)
      expect(compare(a, '>', b)).toBe(i > j)
      expect(compare(a, '>=', b)).toBe(i >= j)
      expect(compare(a, '=', b)).toBe(i === j)
      expect(compare(a, '!=', b)).toBe(i !== j)
    }
  }
})

test('reads prefixes, parts of a version, numbers and build metadata as flagd does', () => {
  for (const version of ['1', '1.0', 'v1', 'V1.0.0', 1, '1.0.0+build.5']) {
    expect(compare(version, '=', '1.0.0'), String(version)).toBe(true)
  }
  expect(compare('1.9.3-beta', '^', '1')).toBe(true)
  expect(compare('2.0.0', '^', '1.0.0')).toBe(false)
  expect(compare('1.9.3', '~', '1.9')).toBe(true)
  expect(compare('1.8.3', '~', '1.9')).toBe(false)
})

test.each([
  '',
  'x',
  '1.',
  '01.0.0',
  '1.0.0.0',
  '1.0.0-',
  '1.0.0-01',
  '1.0.0-a..b',
  '1-beta',
  ' 1.0.0',
  true,
  null,
])('decides nothing on %j', version => {
  expect(compare(version, '=', '1.0.0')).toBe(null)
  expect(compare('1.0.0', '!=', version)).toBe(null)
})

test('decides nothing on other operators and numbers of arguments', () => {
  expect(compare('1.0.0', '==', '1.0.0')).toBe(null)
  expect(compare('1.0.0', 'toString', '1.0.0')).toBe(null)
  expect(compare('1.0.0', '=')).toBe(null)
  expect(compare('1.0.0', '=', '1.0.0', '1.0.0')).toBe(null)
})
