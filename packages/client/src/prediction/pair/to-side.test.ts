import { SideSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { toSide } from './to-side.ts'

const throwing = {
  get message() {
    throw new Error('getter')
  },
}

test.each<[unknown, { name: string; message: string }]>([
  [new RangeError('far'), { name: 'RangeError', message: 'far' }],
  ['text', { name: 'Error', message: 'text' }],
  [42, { name: 'Error', message: '42' }],
  [undefined, { name: 'Error', message: '' }],
  [null, { name: 'Error', message: '' }],
  [Symbol('s'), { name: 'Error', message: '' }],
  [throwing, { name: 'Error', message: '' }],
  [{ message: {} }, { name: 'Error', message: '' }],
  [new Error('x'.repeat(20_000)), { name: 'Error', message: 'x'.repeat(1_000) }],
])('whatever was thrown becomes an error the collector takes (%#)', (error, expected) => {
  const side = toSide(
    'live',
    { status: 'error', error, durationMs: -1, facts: { httpStatus: 500 } },
    '1',
    undefined,
  )
  expect(v.parse(SideSchema, side)).toEqual({
    version: '1',
    status: 'error',
    durationMs: 0,
    httpStatus: 500,
    error: expected,
  })
})
