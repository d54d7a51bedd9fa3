import { expect, test } from 'vitest'
import { stripUrlSecrets } from './strip-url-secrets.ts'

test.each([
  ['https://u:p@api.example/v1?ssn=1#x answered 500', 'https://api.example/v1 answered 500'],
  ['Failed to parse URL from /v1/predict?ssn=1', 'Failed to parse URL from /v1/predict'],
  ['at "/v1?a=1&b=2", then', 'at "/v1", then'],
  ['Really? #4 of n/a is fine', 'Really? #4 of n/a is fine'],
])('%s', (text, expected) => {
  expect(stripUrlSecrets(text)).toBe(expected)
})
