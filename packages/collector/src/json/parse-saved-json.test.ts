import { describe, expect, test } from 'vitest'
import { parseSavedJson } from './parse-saved-json.ts'

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()
const flags = '{"flags":{"e":{"note":"é€😀"}}}'
const value = JSON.parse(flags)

describe('a JSON file is read as people save it', () => {
  test.each<[string, Uint8Array | string]>([
    ['UTF-8', flags],
    ['UTF-8 with its mark', `\uFEFF${flags}`],
    ['UTF-16 with its mark, little endian', Buffer.from(`\uFEFF${flags}`, 'utf16le')],
    ['UTF-16 with its mark, big endian', utf16be(`\uFEFF${flags}`)],
    ['CRLF', flags.replaceAll(':', ':\r\n')],
    ['lone CR', flags.replaceAll(':', ':\r')],
    ['line comments', flags.replace('{"e"', '// a comment: "x"\n{"e"')],
    ['block comments', flags.replace('{"e"', '/* "x": \n */{"e"/**/')],
    ['a comment at the end, without a line feed', `${flags} // end`],
    ['trailing commas', flags.replace('"}', '",}').replace('}}}', '},},}')],
    ['all of them', Buffer.from(`\uFEFF// x\r\n${flags.replace('}}}', '},}}')}\r\n`, 'utf16le')],
  ])('%s', (_what, text) => {
    const saved = parseSavedJson(Buffer.from(text as string))
    expect(saved.value).toEqual(value)
    // What is served is strict.
    expect(JSON.parse(saved.text)).toEqual(value)
    expect(saved.repeated).toEqual([])
  })

  test('strict JSON keeps its text, without the mark', () => {
    const text = '{ "n": 12345678901234567890.0,\r\n "e": 1e2 }\n'
    expect(parseSavedJson(Buffer.from(`\uFEFF${text}`)).text).toBe(text)
  })

  test('a name of the prototype is a name', () => {
    const saved = parseSavedJson(Buffer.from('{"__proto__":{"a":1},}'))
    expect(Object.keys(saved.value as object)).toEqual(['__proto__'])
    expect(saved.text).toBe('{"__proto__":{"a":1}}')
  })

  test('a name that is there twice is told with its place, and the last one counts', () => {
    const saved = parseSavedJson(Buffer.from('{"a":{"b":1,\n  "b":2},\n "\\u0061":{}}'))
    expect(saved.value).toEqual({ a: {} })
    expect(saved.repeated).toEqual([
      'line 3, column 2: "a" is there twice',
      'line 2, column 3: "b" is there twice',
    ])
  })
})

describe('what is not JSON is told with line, column and what to write', () => {
  test.each<[string, Uint8Array | string, string]>([
    ['an empty file', '', 'line 1, column 1: the file is empty'],
    ['an empty file with a mark', '\uFEFF', 'line 1, column 1: the file is empty'],
    ['white space alone', ' \r\n\n', 'the file is empty'],
    ['half a file', '{"flags":\n{"e"', 'line 2, column 2: the file ends too early'],
    ['a text without its end', '{"a":"b}', 'the file ends too early'],
    ['a comment without its end', '{}/* x', 'the file ends too early'],
    ['NaN', '{"a":\n NaN}', 'line 2, column 2: found NaN, which is not a value in JSON: write null'],
    ['Infinity', '[-Infinity]', 'which'],
    ['undefined', '{"a":undefined}', 'found undefined, which is not a value'],
    ['Python', '{"a":True}', 'found True, which must be in lower case'],
    ['Python, none', '{"a":None}', 'found None, which is not a value'],
    ['single quotes', "{\n'a':1}", `line 2, column 1: found ', which is not a quote in JSON: write "`],
    ['quotes of a word processor', '{“a”:1}', 'found “, which is not a quote'],
    ['a name without quotes', '{a:1}', 'found a, which is a name: write it in double quotes'],
    ['a text without quotes', '{"a":on}', 'found on, which is a text: write it in double quotes'],
    ['YAML', 'flags:\n  e: 1', 'line 1, column 1: found flags, which is a name'],
    ['a comment of YAML', '# x\n{}', 'found #, which does not begin a comment: write //'],
    ['a plus', '{"a":+1}', 'found +1, which does not begin a number'],
    [
      'a merge conflict',
      '{"a":1\n<<<<<<< HEAD\n}',
      'line 2, column 1: found <<<<<<<, which is left from a merge',
    ],
    ['two commas', '[1,,2]', 'line 1, column 4: found ,, which does not belong here'],
    ['no comma', '{"a":1\r\n"b":2}', 'line 2, column 1'],
    ['two values', '{} {}', 'line 1, column 4: found {, which does not belong here'],
    ['a no-break space', '{"a":\u00a01}', 'found U+00A0, which does not belong here'],
    ['a second mark', '\uFEFF\uFEFF{}', 'line 1, column 1: found U+FEFF'],
    ['a NUL', '{"a":1}\n\0', 'line 2, column 1: found a NUL'],
    ['a NUL in a text', '{"a":"\0"}', 'line 1, column 7: found a NUL'],
    [
      'UTF-16 without a mark',
      Buffer.from('{"a":1}', 'utf16le'),
      'line 1, column 2: found a NUL, as in UTF-16',
    ],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]), 'the file is UTF-32: save it as UTF-8'],
    ['half of UTF-16', Buffer.from([0xff, 0xfe, 0x7b, 0, 0x7d]), 'the file is not valid UTF-16'],
    [
      'half a character of UTF-16',
      Buffer.from([0xff, 0xfe, 0, 0xd8, 0x7d, 0]),
      'the file is not valid UTF-16',
    ],
    [
      'Latin-1',
      Buffer.from('{"a":1,\n "é":"ü"}', 'latin1'),
      'line 2, column 3: found the byte 0xe9, which is not UTF-8: save it as UTF-8',
    ],
    [
      'Latin-1 after a mark',
      Buffer.concat([Buffer.from('\uFEFF{"'), Buffer.from([0xe9, 0x22])]),
      'column 3: found the byte 0xe9',
    ],
    ['half a character at the end', Buffer.from('{"a":"é').subarray(0, -1), 'column 7: found the byte 0xc3'],
    ['deep nesting', '['.repeat(100_000) + ']'.repeat(100_000), 'the file is nested too deeply'],
  ])('%s', (_what, text, message) => {
    const parse = () => parseSavedJson(Buffer.from(text as string))
    expect(parse).toThrow(SyntaxError)
    expect(parse).toThrow(message)
  })
})
