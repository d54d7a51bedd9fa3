import { expect, test } from 'vitest'
import { readPageOptions } from './read-page-options.ts'

test.each([
  ['', { candidate: 'http', replay: undefined }],
  ['?candidate=onnx', { candidate: 'onnx', replay: undefined }],
  ['?replay=500&seed=7', { candidate: 'http', replay: { count: 500, seed: 7 } }],
  ['?replay=500', { candidate: 'http', replay: { count: 500, seed: 1 } }],
  ['?replay=many', { candidate: 'http', replay: undefined }],
  ['?replay=-3', { candidate: 'http', replay: undefined }],
])('reads "%s"', (search, expected) => {
  expect(readPageOptions(search)).toEqual(expected)
})
