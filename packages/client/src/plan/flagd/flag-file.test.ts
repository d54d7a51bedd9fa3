import { expect, test } from 'vitest'
import { FlagOutageError } from '../flag-outage-error.ts'
import { extractFlag } from './flag-file.ts'

test('a file that is nested too deep to be written again is an outage like any other', () => {
  const depth = 100_000
  const file = `{"flags":{"credit-risk":${'['.repeat(depth)}${']'.repeat(depth)}}}`
  expect(() => extractFlag(file, 'credit-risk')).toThrow(FlagOutageError)
})

test('a byte order mark is no part of the file, as where React Native leaves it', () => {
  const file = '{"flags":{"credit-risk":{"state":"DISABLED"}}}'
  expect(extractFlag(`\uFEFF${file}`, 'credit-risk')).toBe(extractFlag(file, 'credit-risk'))
})
