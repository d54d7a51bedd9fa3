import type { JsonValue } from '@shadow-mode/protocol'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FieldsOptions } from './fields-options.ts'
import { selectFields } from './select-fields.ts'

const select = (value: JsonValue, fields: FieldsOptions) => selectFields(value, fields, json => `#${json}`)

const input: JsonValue = {
  AGE: 30,
  address: { street: 'Hill 1', city: 'Ulm' },
  items: [{ name: 'a', price: 1 }, { name: 'b' }, null],
}

test.each<[string, FieldsOptions, unknown]>([
  ['nothing said keeps all', {}, input],
  ['an empty allow keeps nothing', { allow: [] }, undefined],
  ['allow, with all below', { allow: ['address'] }, { address: { street: 'Hill 1', city: 'Ulm' } }],
  ['allow, within lists', { allow: ['items[].name'] }, { items: [{ name: 'a' }, { name: 'b' }] }],
  ['deny wins', { allow: ['address'], deny: ['address.street'] }, { address: { city: 'Ulm' } }],
  ['deny, within lists', { deny: ['items[].name', 'address'] }, { AGE: 30, items: [{ price: 1 }, {}, null] }],
  ['deny of elements', { allow: ['items'], deny: ['items[]'] }, { items: [] }],
  ['hash, also of what allow does not name', { allow: [], hash: ['AGE'] }, { AGE: '#30' }],
  ['deny before hash', { allow: [], hash: ['AGE'], deny: ['AGE'] }, undefined],
])('%s', (_, fields, expected) => {
  expect(select(input, fields)).toEqual(expected)
})

test('names that mean something to JavaScript are data', () => {
  const odd: JsonValue = JSON.parse('{"__proto__":{"a":1,"b":2},"constructor":3,"a.b":4,"a":{"b":5,"c":6}}')
  expect(JSON.stringify(select(odd, { deny: ['__proto__.a', 'a.b'] }))).toBe(
    '{"__proto__":{"b":2},"constructor":3,"a":{"c":6}}',
  )
  expect(select(odd, { allow: ['toString'] })).toBeUndefined()
})

/** Every path that leads to something, from a walk of its own. */
const leads = (value: unknown, path = ''): string[] =>
  typeof value !== 'object' || value === null
    ? [path]
    : [
        path,
        ...Object.entries(value).flatMap(([key, held]) =>
          leads(held, Array.isArray(value) ? `${path}[]` : path ? `${path}.${key}` : key),
        ),
      ]

const isUnder = (path: string, root: string) =>
  path === root || path.startsWith(`${root}.`) || path.startsWith(`${root}[]`)

test('no value under a denied path, and none that allow does not name, is left', () => {
  const names = fc.constantFrom('a', 'b', 'c', '__proto__', 'a.b')
  const trees = fc.letrec<{ tree: unknown }>(tie => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.constant('leaf'),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.array(fc.tuple(names, tie('tree')), { maxLength: 3 }).map(pairs => Object.fromEntries(pairs)),
    ),
  })).tree
  const paths: fc.Arbitrary<string[]> = fc.array(
    fc.constantFrom('a', 'b.c', 'a[].b', 'c[]', '__proto__.a', 'a.b'),
    { maxLength: 3 },
  )
  fc.assert(
    fc.property(trees, paths, paths, (tree, allow, deny) => {
      const kept = select(tree as JsonValue, { allow, deny })
      if (kept === undefined) return
      const left = leads(kept).filter(Boolean)
      expect(left.filter(path => deny.includes(path))).toEqual([])
      for (const path of left)
        expect(allow.some(root => isUnder(path, root) || isUnder(root, path))).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})
