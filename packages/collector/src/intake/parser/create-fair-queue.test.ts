import { expect, test } from 'vitest'
import { createFairQueue } from './create-fair-queue.ts'

test('owners take turns, and the items of each keep their order', () => {
  const queue = createFairQueue<string>(10)
  for (const item of ['a1', 'a2', 'a3']) queue.push('a', item)
  queue.push('b', 'b1')
  const taken = [queue.shift()]
  queue.push('c', 'c1')
  queue.push('b', 'b2')
  while (queue.size > 0) taken.push(queue.shift())
  expect(taken).toEqual(['a1', 'b1', 'a2', 'c1', 'b2', 'a3'])
  expect(queue.shift()).toBe(undefined)
})

test('it is bounded, and one owner has at most half of it', () => {
  const queue = createFairQueue<number>(4)
  expect([1, 2, 3].map(item => queue.push('a', item))).toEqual([true, true, false])
  expect(['b', 'c', 'd'].map(owner => queue.push(owner, 1))).toEqual([true, true, false])
  queue.shift()
  expect(queue.push('a', 3)).toBe(true)
  expect(queue.size).toBe(4)
})
