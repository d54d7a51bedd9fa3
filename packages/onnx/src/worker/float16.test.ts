import { expect, test } from 'vitest'
import { fromFloat16, toFloat16Bits } from './float16.ts'

// Node has Float16Array, which is the oracle here. Browsers that lack it run models too.

const everyHalf = Uint16Array.from({ length: 2 ** 16 }, (_, bits) => bits)

test('reads every half as Float16Array does', () => {
  expect(fromFloat16(everyHalf)).toEqual(Float32Array.from(new Float16Array(everyHalf.buffer)))
})

test('reads a part of a buffer', () => {
  expect(fromFloat16(Uint16Array.of(0, 0x3c00, 0xc000).subarray(1))).toEqual(Float32Array.of(1, -2))
})

test('rounds to the nearest half as Float16Array does', () => {
  const bits = Uint32Array.from({ length: 2 ** 16 }, (_, index) => index * 65_537)
  // Numbers between halves, ties, infinities and numbers too small for a half are among them.
  const values = [...new Float32Array(bits.buffer), 2049, 2051, 65519, 65520, 2 ** -25, 2 ** -24, -0]
  const expected = new Uint16Array(Float16Array.from(values).buffer)
  const given = toFloat16Bits(values)
  const isNumber = (_: number, index: number) => !Number.isNaN(values[index])
  expect(given.filter(isNumber)).toEqual(expected.filter(isNumber))
  expect(fromFloat16(given).filter(Number.isNaN)).toHaveLength(values.filter(Number.isNaN).length)
})
