import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compactJson } from './compact-json.ts'

test.each([
  ['{ "a" :\t1.0 ,\r\n "b c" : [ 1 , 2 ] }', '{"a":1.0,"b c":[1,2]}'],
  ['{"quote \\" , \\\\" : " \\n " }', '{"quote \\" , \\\\":" \\n "}'],
  ['{"k": 1, "k": 9007199254740993}', '{"k":1,"k":9007199254740993}'],
  [' 1e400 ', '1e400'],
])('%j becomes %j', (text, compact) => {
  expect(compactJson(text)).toBe(compact)
})

test('it takes away what indentation added, and nothing else', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(compactJson(JSON.stringify(value, null, 3))).toBe(JSON.stringify(value))
    }),
  )
})
