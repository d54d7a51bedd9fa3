import { expect, test } from 'vitest'
import { storeNames } from './store-names.ts'

test.each([
  [storeNames('https://c.example', 'key'), storeNames('https://c.example', 'key/2')],
  [storeNames('https://c.example', ''), storeNames('https://c.example', '/a')],
])('no store finds the spills of one whose key begins like its own', (one, other) => {
  expect(`${other.spills}writer`.startsWith(one.spills)).toBe(false)
  expect(`${one.spills}writer`.startsWith(other.spills)).toBe(false)
})
