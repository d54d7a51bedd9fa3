import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { KeyTree } from './key-tree.ts'
import { skipValue } from './skip-value.ts'

function scan(value: unknown, limit: number): KeyTree {
  const keys = new KeyTree(limit)
  skipValue(JSON.stringify(value), 0, { maxDepth: 100, keys })
  return keys
}

/** The paths of a value's keys. Elements of an array have the path of the array. */
function paths(value: unknown, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(element => paths(element, prefix))
  return Object.entries(value).flatMap(([key, child]) => {
    const path = `${prefix}/${JSON.stringify(key)}`
    return paths(child, path).concat(path)
  })
}

const value = fc.jsonValue({ maxDepth: 4 })

test('it counts the paths of keys', () => {
  fc.assert(
    fc.property(value, json => {
      const count = new Set(paths(json)).size
      expect(scan(json, count).isOver).toBe(false)
      expect(scan({ one: json }, count).isOver).toBe(true)
    }),
  )
})

test('a tree takes over all keys of another, or none', () => {
  fc.assert(
    fc.property(value, value, value, fc.integer({ min: -3, max: 1 }), (first, second, third, spare) => {
      const both = new Set([...paths(first), ...paths(second)]).size
      const limit = Math.max(both + spare, new Set(paths(first)).size)
      const tree = new KeyTree(limit)
      expect(tree.merge(scan(first, 1_000))).toBe(true)
      const fits = both <= limit
      expect(tree.merge(scan(second, 1_000))).toBe(fits)
      const all = new Set([...paths(first), ...(fits ? paths(second) : []), ...paths(third)]).size
      expect(tree.merge(scan(third, 1_000))).toBe(all <= limit)
    }),
  )
})

test('a tree with more keys than its limit cannot be taken over', () => {
  expect(new KeyTree(100).merge(scan({ a: 1, b: 2 }, 1))).toBe(false)
})
