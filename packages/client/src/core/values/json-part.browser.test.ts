import { expect, test } from 'vitest'
import { copy } from './copy.ts'
import { toJson } from './to-json.ts'

/** Built-in classes whose form `JSON.stringify` knows, and `structuredClone` too. */
test.each<[string, () => object]>([
  ['DOMRect', () => new DOMRect(1, 2, 3, 4)],
  ['DOMPoint', () => new DOMPoint(1, 2)],
  ['DOMQuad', () => DOMQuad.fromRect(new DOMRect(1, 2, 3, 4))],
  ['DOMMatrix', () => new DOMMatrix([1, 2, 3, 4, 5, 6])],
])('a %s is copied, and recorded as it is sent', (_, make) => {
  const part = make()
  const { value, other } = copy({ part }, false)
  expect(other).toBeUndefined()
  expect(toJson(value)).toBe(JSON.stringify({ part }))
  expect(JSON.stringify(value)).toBe(JSON.stringify({ part }))
})
