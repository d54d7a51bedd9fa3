import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonScanError } from './json-scan-error.ts'
import { skipSpace } from './scan-json.ts'
import { skipValue } from './skip-value.ts'

/** Whether the text is one JSON value. */
function accepts(text: string): boolean {
  try {
    const { end } = skipValue(text, skipSpace(text, 0), { maxDepth: 1_000 })
    return skipSpace(text, end) === text.length
  } catch (error) {
    if (error instanceof JsonScanError) return false
    throw error
  }
}

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const punctuation = Array.from('{}[],:"\\ \n\t\0\u001f\u2028\ufeff\u00a0\'')
const numbers = '- + . 0 1 00 e E5 1. .5 -0 1e 1e+ 1e+3 9999999999999999999999'.split(' ')
const words = 'true false null nul True NaN Infinity -Infinity undefined // /*x*/ [] {}'.split(' ')
const strings = String.raw`"a" "\u00e9" "\ud800" "\uD8" "\x41" "\/" "😀" "a":1`.split(' ')
const tokens = fc.constantFrom(...punctuation, ...numbers, ...words, ...strings)

test('it accepts exactly what JSON.parse accepts', () => {
  fc.assert(
    fc.property(fc.array(tokens, { maxLength: 8 }), parts => {
      const text = parts.join('')
      expect(accepts(text)).toBe(parses(text))
    }),
    { numRuns: 20_000 },
  )
})

test('the same for JSON with a mutation', () => {
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 4 }),
      fc.nat(),
      fc.nat(2),
      tokens,
      (source, position, removed, inserted) => {
        expect(accepts(source)).toBe(true)
        const at = position % (source.length + 1)
        const text = source.slice(0, at) + inserted + source.slice(at + removed)
        expect(accepts(text)).toBe(parses(text))
      },
    ),
    { numRuns: 5_000 },
  )
})

test('hostile texts need no stack', () => {
  expect(accepts(`1${'0'.repeat(5_000_000)}`)).toBe(true)
  expect(accepts(`0.${'1'.repeat(5_000_000)}e1${'0'.repeat(1_000_000)}`)).toBe(true)
  expect(accepts(`"${String.raw`\u0041`.repeat(1_000_000)}"`)).toBe(true)
  expect(accepts('[['.repeat(500) + ']]'.repeat(500))).toBe(true)
  expect(accepts('['.repeat(1_001) + ']'.repeat(1_001))).toBe(false)
  expect(accepts('[{"a":'.repeat(1_000_000))).toBe(false)
})
