import { expect, test } from 'vitest'
import { FlagOutageError } from '../flag-outage-error.ts'
import { extractFlag } from './flag-file.ts'

test('a file that is nested too deep to be written again is an outage like any other', () => {
  const depth = 100_000
  const file = `{"flags":{"credit-risk":${'['.repeat(depth)}${']'.repeat(depth)}}}`
  expect(() => extractFlag(file, 'credit-risk')).toThrow(FlagOutageError)
})
