import { PairIdSchema } from '@shadow-mode/protocol'
import { version } from 'uuid'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { pairId } from './pair-id.ts'

test('is a UUIDv7 of its moment, whatever chance brings', () => {
  for (const draw of [0, 0.5, 1 - 2 ** -53, ...Array.from({ length: 500 }, () => Math.random())]) {
    const id = pairId({ random: () => draw }, 1_793_578_030_288)
    expect(v.is(PairIdSchema, id)).toBe(true)
    expect(version(id)).toBe(7)
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(1_793_578_030_288)
  }
})

test('sorts by time and does not repeat', () => {
  const ids = Array.from({ length: 2_000 }, (_, n) => pairId(Math, 1_000_000 + n))
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(Array.from({ length: 20_000 }, () => pairId(Math, 1))).size).toBe(20_000)
})
